/**
 * One story, from the wish to verified code, as whoever works on it would write each part: the same
 * for an agent over MCP and for the built-in runner. A repository with nothing in it but Node.
 */

/** In the words of the person who asks. */
export const WISH = 'Guests are greeted by name at the door.';

/** What the worker asks in the interview, and what the person answers. */
export const QUESTION = 'What does a guest without a name hear?';
export const ANSWER = 'Just “Hello, guest”.';

/** An owner signs this: the tests are really run. */
export const POLICY = {
	test: [process.execPath, '--test', '--test-reporter=junit', '{files}'],
	evidence: { on: true },
};

export const FILES: Readonly<Record<string, string>> = {
	'user_stories.md': '# User Stories\n',
	'context_map.md': '# Context map\n',
	'package.json': '{ "type": "module" }\n',
	'lintel.config.json': `${JSON.stringify({ preset: 'typescript', policy: POLICY }, null, 2)}\n`,
};

/** What the worker hands `write_story`. */
export const STORY = {
	title: 'Greet guests by name',
	narrative: 'As a guest, I want to be greeted by name, so that I know I am expected.',
	criteria: [
		{ text: 'A guest with a name hears “Hello, Ada”' },
		{ text: 'A guest without a name hears “Hello, guest”' },
	],
};

export const CODE_FILE = 'src/greeting/greeter.ts';
export const TEST_FILE = 'test/greeting/greeter.test.ts';

/** What the worker hands `write_context`, for the story's id. */
export function contextFor(story: string) {
	return {
		name: 'Greeting',
		type: 'domain',
		entity: 'Greeting',
		responsibilities: 'Says hello to guests.',
		stories: [story],
		components: [{ name: 'Greeter', type: 'module', code: CODE_FILE }],
	};
}

/** The design's Markdown, for the ids of the story's criteria in their order. */
export function designFor(criteria: readonly string[]): string {
	return `---
criteria: [${criteria.join(', ')}]
---
# Greeter

## Purpose

Says hello to one guest, by name where there is one.

## Public API

\`\`\`ts
greet(name: string | null): string
\`\`\`

## Execution Flow

1. A name is trimmed.
2. Where nothing is left of it, the guest is called “guest”.

## Test assertions

- A guest with a name hears it
- A guest without a name is called guest
`;
}

/** The test file, which names the criteria that each test covers. */
export function testFor([named = '', nameless = '']: readonly string[]): string {
	return `import { strictEqual } from 'node:assert';
import { test } from 'node:test';
import { greet } from '../../src/greeting/greeter.ts';

test('A guest with a name hears it [${named}]', () => strictEqual(greet('Ada'), 'Hello, Ada'));
test('A guest without a name is called guest [${nameless}]', () =>
	strictEqual(greet(null), 'Hello, guest'));
`;
}

/** The first try, which its tests reject, and the one that passes. */
export const WRONG_CODE = `export function greet(name: string | null): string {
	return \`Hello, \${name}\`;
}
`;
export const CODE = `export function greet(name: string | null): string {
	return \`Hello, \${name?.trim() || 'guest'}\`;
}
`;
