import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Story } from '#shared/artefact/story.ts';
import type { StoriesBlock } from '#shared/doc/block.ts';
import { AcceptanceCriterionId } from '#shared/id.ts';
import { LIMITS } from '#shared/markdown/limits.ts';
import { readStories, writeStories } from '#shared/markdown/stories.ts';

function storiesIn(text: string): Story[] {
	return readStories(text).blocks.flatMap((block) => (block.kind === 'story' ? [block.story] : []));
}

function shapeOf(text: string): unknown[] {
	return storiesIn(text).map(({ title, criteria }) => [title, criteria.map((one) => one.text)]);
}

function withCriterion(
	blocks: readonly StoriesBlock[],
	story: number,
	text: string,
): StoriesBlock[] {
	let count = 0;
	return blocks.map((block) => {
		if (block.kind === 'text' || count++ !== story) return block;
		const [first, ...rest] = block.story.criteria;
		const criteria = first === undefined ? rest : [{ ...first, text }, ...rest];
		return { ...block, story: { ...block.story, criteria } };
	});
}

/** The lines of `after` that are not in `before`, id comments taken off. */
function changedLines(before: string, after: string): string[] {
	const old = before.split('\n');
	return after
		.split('\n')
		.map((line) => line.replace(/ <!-- (?:st|ac)_[0-9a-z]{10} -->/, ''))
		.filter((line, n) => line !== old[n]);
}

const PLAIN = `# Shop

## Sign in

As a reader, I want to sign in, so that my shelf follows me.

**Acceptance Criteria**
- A valid password works
- A wrong one does not

**Priority**: 1

## Sign out

**Acceptance Criteria**
- The session ends
`;

describe('hand-written stories', { timeout: 60_000 }, () => {
	test.each([
		['numbered titles', '## User Story 1: Sign in\n\n**Acceptance Criteria:**\n- a\n'],
		['a heading as label', '# Sign in\n\n### Acceptance Criteria\n\n1. a\n'],
		['stars and a plain label', '## Sign in\nAcceptance criteria:\n\n* a\n'],
		['check boxes', '## Story 1.2: Sign in\n\n**Acceptance Criteria**\n\n- [x] a\n'],
		['Setext headings', 'Sign in\n-------\n\n__Acceptance Criteria__\n\n+ a\n'],
		['closing signs', '## Sign in ##\n\n**Acceptance Criteria** (2)\n- a\n'],
		['line endings and a mark', '\uFEFF## Sign in\r\n\r\n**Acceptance Criteria**\r\n- a\r\n'],
		['a role sentence and a list', '## Sign in\n\nAs a reader, I want in.\n\n- a\n'],
		[
			'an epic',
			'### Epic: Sign in\n\n**As a** reader\n**I want to** read\n\n**Acceptance Criteria:**\n\n- a\n',
		],
		['no blank lines', '## Sign in\nAs a reader, I want in.\n**Acceptance Criteria**\n- a\n'],
	])('[MD5] %s', (_, text) => {
		expect(shapeOf(text)).toEqual([['Sign in', ['a']]]);
		expect(changedLines(text, writeStories(text, readStories(text).blocks))).toEqual(
			text.includes(' ##\n') ? ['## Sign in'] : [],
		);
	});

	test('[MD5] Given, When, Then and EARS sentences are criteria', () => {
		const text = `## Sign in

Given a reader
When they sign in
Then they see their shelf

## Lockout

WHEN five tries fail THE SYSTEM SHALL lock sign-in.
WHILE locked, THE SYSTEM SHALL say until when.

As a footnote, nothing.
`;
		const marked = text.replace('## Sign in', '## Story: Sign in').replace('## L', '## Story: L');
		expect(shapeOf(marked)).toEqual([
			['Sign in', ['Given a reader\nWhen they sign in\nThen they see their shelf']],
			[
				'Lockout',
				[
					'WHEN five tries fail THE SYSTEM SHALL lock sign-in.',
					'WHILE locked, THE SYSTEM SHALL say until when.',
				],
			],
		]);
	});

	test('[MD5] nested bullets belong to their criterion', () => {
		const text = '## S\n\n**Acceptance Criteria**\n- a\n  - b\n\n  more\n- c\n';
		expect(shapeOf(text)).toEqual([['S', ['a\n- b\n\nmore', 'c']]]);
	});

	test('[MD5] groups and epics are text, the stories in them are stories', () => {
		const text = `# All\n\n## Epic: Reading\n\n### Story 1: A\n\n**Acceptance Criteria**\n- a\n\n---\n\n## Other\n\nWords.\n`;
		const { blocks } = readStories(text);
		expect(blocks.map((block) => (block.kind === 'text' ? block.text : block.story.title))).toEqual(
			['# All\n\n## Epic: Reading', 'A', '---\n\n## Other\n\nWords.'],
		);
	});

	test('[MD6] a fence, front matter or comment opens no story', () => {
		const text = `---
title: x
---

## A

**Acceptance Criteria**
- a

\`\`\`md
## Not a story
**Acceptance Criteria**
- no
\`\`\`

<!--
## Nor this
**Acceptance Criteria**
-->
`;
		expect(shapeOf(text)).toEqual([['A', ['a']]]);
		expect(storiesIn(text)[0]?.notes).toContain('## Not a story');
	});

	test('[MD4] editing a criterion changes its line and adds id comments', () => {
		const next = writeStories(
			PLAIN,
			withCriterion(readStories(PLAIN).blocks, 0, 'A good one works'),
		);
		expect(changedLines(PLAIN, next)).toEqual(['- A good one works']);
	});

	test('[MD4] in a real file too', (context) => {
		const path = '../shared/real/stories-phoenix-app.md';
		if (!existsSync(path)) return context.skip(`${path} is not here`);
		const text = readFileSync(path, 'utf8');
		const { blocks } = readStories(text);
		expect(storiesIn(text)).toHaveLength(42);
		expect(storiesIn(text).flatMap(({ criteria }) => criteria)).toHaveLength(211);
		const next = writeStories(text, withCriterion(blocks, 7, 'Changed'));
		expect(changedLines(text, next)).toEqual(['- Changed']);
	});

	test('[MD5] a real file of headings and check boxes reads whole', (context) => {
		const path = '../shared/real/stories-headings.md';
		if (!existsSync(path)) return context.skip(`${path} is not here`);
		const stories = storiesIn(readFileSync(path, 'utf8'));
		expect(stories).toHaveLength(26);
		expect(stories.flatMap(({ criteria }) => criteria)).toHaveLength(111);
		expect(stories.every(({ narrative }) => narrative.startsWith('**As a**'))).toBe(true);
	});

	test('[MD7] text between stories keeps its bytes when stories move', () => {
		const { blocks } = readStories(PLAIN);
		const [title, first, second] = blocks;
		const moved = [title, second, first].flatMap((block) => block ?? []);
		const next = writeStories(PLAIN, moved);
		expect(next.startsWith('# Shop\n\n## Sign out')).toBe(true);
		expect(next.endsWith('**Priority**: 1\n')).toBe(true);
	});

	test('[MD8] a checked box stays checked when its words change', () => {
		const text = '\uFEFF## S\r\n\r\n**Acceptance Criteria**\r\n1. [x] a\r\n2. [ ] b\r\n';
		const next = writeStories(text, withCriterion(readStories(text).blocks, 0, 'c'));
		expect(next.replace(/ <!-- .*? -->/g, '')).toBe(text.replace('] a', '] c'));
	});

	test('[MD8] a new criterion is written as its neighbours are', () => {
		const text = '### Story 1: S\n\n**Acceptance Criteria:**\n\n* [x] a\n\n---\n';
		const [block, ...rest] = readStories(text).blocks;
		if (block?.kind !== 'story') throw new Error('A story comes first.');
		const criteria = [
			...block.story.criteria,
			{ id: AcceptanceCriterionId.parse('ac_bbbbbbbbbb'), text: 'b' },
		];
		const next = writeStories(text, [{ ...block, story: { ...block.story, criteria } }, ...rest]);
		expect(changedLines(text, next)).toContain('* [ ] b');
	});

	test('[ID2] the same text gets the same ids, and equal titles are told apart', () => {
		const twice = PLAIN.replace('## Sign out', '## Sign in');
		const ids = storiesIn(twice).map(({ id }) => id);
		expect(new Set(ids).size).toBe(2);
		expect(storiesIn(twice).map(({ id }) => id)).toEqual(ids);
	});

	test('[ID3] a copied id stays with its first bearer', () => {
		const text = writeStories(PLAIN, readStories(PLAIN).blocks);
		const { blocks, findings } = readStories(text + text);
		expect(findings.filter(({ rule }) => rule === 'duplicate-id').length).toBeGreaterThan(0);
		const ids = blocks.flatMap((block) => (block.kind === 'story' ? [block.story.id] : []));
		expect(new Set(ids).size).toBe(4);
		expect(ids.slice(0, 2)).toEqual(storiesIn(PLAIN).map(({ id }) => id));
	});

	test('[ID4] an edited file without ids is known again', () => {
		const before = storiesIn(PLAIN);
		const edited = PLAIN.replace('A wrong one does not', 'A wrong one is refused').replace(
			'## Sign out',
			'## Leave',
		);
		const after = readStories(edited, before).blocks.flatMap((block) =>
			block.kind === 'story' ? [block.story] : [],
		);
		expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
		expect(after[0]?.criteria.map(({ id }) => id)).toEqual(before[0]?.criteria.map(({ id }) => id));
	});

	test('[MD10] beyond a limit nothing is read or written, and the limit is named', () => {
		const long = `${PLAIN}${' '.repeat(LIMITS.characters)}`;
		expect(readStories(long).refusal?.reason).toContain('10 MiB');
		expect(writeStories(long, [])).toBe(long);
		const many = '## Story 1: S\n'.repeat(LIMITS.stories + 1);
		expect(readStories(many).refusal?.reason).toContain('5,000 stories');
	});

	test('[MD10] hostile files read in time that grows with their length', {
		timeout: 60_000,
	}, () => {
		for (const piece of ['[', '- ', '> ', '```a\n', '\\', ' x', '<!-- ', '# a\n', '1. a\n', '|a']) {
			expect(readStories(piece.repeat(40_000)).blocks.length).toBeGreaterThan(0);
		}
	});
});
