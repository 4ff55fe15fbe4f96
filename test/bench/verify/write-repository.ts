/** A repository of a size, with every design approved: really signed, in segments of a week's work. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathOfSegment, printSegment } from '#server/files/log/segments.ts';
import { ComponentId, ContextId } from '#shared/id.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { canonicalDesign, revisionOf } from '#shared/lifecycle/revision.ts';
import { submittedParts } from '#shared/lifecycle/submitted-parts.ts';
import { readDesign } from '#shared/markdown/design.ts';
import { createSignedWorkspace } from '#test/fixtures/signed-workspace.ts';

const PER_SEGMENT = 200;
const PER_CONTEXT = 25;
/** The rules that read code are another measurement. */
const WITHOUT_IMPORTS =
	'{ "preset": "typescript", "rules": { "import-not-allowed": "off", "dependency-unused": "off" } }\n';

export interface WrittenRepository {
	readonly folder: string;
	readonly root: EventId;
	readonly events: number;
}

/** Two events a design. With `texts`, all its files are written too: designs, code, tests, stories and the map. */
export async function writeRepository(designs: number, texts: boolean): Promise<WrittenRepository> {
	const folder = mkdtempSync(join(tmpdir(), 'lintel-bench-'));
	const write = (path: string, text: string) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	const people = await createSignedWorkspace();
	const said: Envelope[] = [people.founding];
	let head = people.root;
	const all = Array.from({ length: designs }, (_, n) => designOf(n));
	for (const { id, text } of all) {
		const { design } = readDesign(text);
		if (design === null) throw new Error('The design has no id.');
		const frozen = canonicalDesign(design);
		const revision = revisionOf('design', frozen);
		const payload = {
			...{ type: 'submitted' as const, artefact: id, revision, basis: [] },
			...submittedParts({ kind: 'design', design }),
		};
		const submitted = await people.sign(people.ada, payload, { heads: [head] });
		const answers = eventIdOf(submitted.event);
		const verdict = { type: 'approved', answers, revision } as const;
		const approved = await people.sign(people.ada, verdict, { heads: [answers] });
		head = eventIdOf(approved.event);
		said.push(submitted, approved);
		if (texts) write(`.lintel/revisions/${revision}.md`, frozen);
	}
	for (let at = 0; at < said.length; at += PER_SEGMENT) {
		const segment = printSegment(said.slice(at, at + PER_SEGMENT));
		write(pathOfSegment(segment), segment);
	}
	if (texts) {
		write('lintel.config.json', WITHOUT_IMPORTS);
		write('package.json', '{}\n');
		write('user_stories.md', storiesOf(designs));
		write('context_map.md', mapOf(designs));
		for (const [n, { text }] of all.entries()) {
			write(`docs/design/part-${n}.md`, text);
			write(`src/part-${n}.ts`, codeOf(n));
			write(`test/part-${n}.test.ts`, testOf(n));
		}
	}
	return { folder, root: people.root, events: said.length };
}

function designOf(n: number) {
	const id = ComponentId.parse(`cp_${digits(n)}`);
	const context = contextId(n);
	const prose = 'It keeps what readers put there, for as long as they want it kept. '.repeat(6);
	const text = `---
id: ${id}
component: Part${n}
type: service
context: ${context}
criteria: [ac_${digits(n)}]
---
# Part${n}

## Purpose

${prose}

## Public API

\`\`\`ts
keep(id: string): Promise<void>
\`\`\`

## Execution Flow

1. ${prose}

## Dependencies

None.

## Test Assertions

- keep: it is there afterwards
`;
	return { id, text };
}

function mapOf(designs: number): string {
	const contexts = Array.from({ length: Math.ceil(designs / PER_CONTEXT) }, (_, c) => {
		const from = c * PER_CONTEXT;
		const rows = Array.from({ length: Math.min(PER_CONTEXT, designs - from) }, (_, n) => {
			const part = from + n;
			return `| Part${part} | service | src/part-${part}.ts <!-- cp_${digits(part)} --> |`;
		});
		const rest = ['**Type**: domain', `**Entity**: Entity${c}`, '**Responsibilities**: Keeps.'];
		const story = `**Stories**\n- ${storyTitle(c)} <!-- st_${digits(c)} -->`;
		const table = '### Components\n| Component | Type | Code |\n|---|---|---|';
		return `## Context ${c} <!-- ${contextId(from)} -->\n${rest.join('\n')}\n**Dependencies**: None\n${story}\n\n${table}\n${rows.join('\n')}\n`;
	});
	return `# Map\n\n${contexts.join('\n')}`;
}

/** One a context, with a criterion for each of its designs. */
function storiesOf(designs: number): string {
	const stories = Array.from({ length: Math.ceil(designs / PER_CONTEXT) }, (_, c) => {
		const from = c * PER_CONTEXT;
		const criteria = Array.from(
			{ length: Math.min(PER_CONTEXT, designs - from) },
			(_, n) => `- Book ${from + n} is there the next morning <!-- ac_${digits(from + n)} -->`,
		);
		return `## ${storyTitle(c)} <!-- st_${digits(c)} -->\n\nAs a reader, I want to keep books, so that I find them again.\n\n**Acceptance Criteria**\n${criteria.join('\n')}\n`;
	});
	return `# Stories\n\n${stories.join('\n')}`;
}

function storyTitle(c: number): string {
	return `Keep books of shelf ${c}`;
}

/** Of the length that files have: two imports of neighbours, and some functions. */
function codeOf(n: number): string {
	const first = n - (n % PER_CONTEXT);
	const neighbours = [first, Math.max(first, n - 1)].filter((other) => other !== n);
	const imports = neighbours.map(
		(other, k) => `import { keep as keep${k} } from './part-${other}.ts';\n`,
	);
	const calls = neighbours.map((_, k) => `	await keep${k}(id);\n`);
	const functions = Array.from(
		{ length: 8 },
		(_, k) =>
			`/** What is put there stays there. */\nexport function step${k}(value: number): number {\n	return value * ${k + 1} + ${n};\n}\n`,
	);
	return `${imports.join('')}\nexport async function keep(id: string): Promise<void> {\n${calls.join('')}	await Promise.resolve(id);\n}\n\n${functions.join('\n')}`;
}

function testOf(n: number): string {
	const tests = Array.from(
		{ length: 8 },
		(_, k) =>
			`test('step${k} counts on', () => {\n	expect(step${k}(1)).toBe(${k + 1 + n});\n});\n`,
	);
	return `import { expect, test } from 'vitest';\nimport { step0 } from '../src/part-${n}.ts';\n\n${tests.join('\n')}`;
}

function contextId(n: number) {
	return ContextId.parse(`cx_${digits(Math.floor(n / PER_CONTEXT))}`);
}

function digits(n: number): string {
	return String(n).padStart(10, '0');
}
