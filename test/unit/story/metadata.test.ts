import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	priorityRank,
	readStoryMetadata,
	withoutTag,
	withPriority,
	withTag,
} from '#shared/artefact/story-metadata.ts';
import { cleanTag } from '#shared/artefact/tag-list.ts';
import { StoryId } from '#shared/id.ts';
import { canonicalStory } from '#shared/lifecycle/revision.ts';

const FORMAT = '**Priority**: 1 · **Tags**: accounts, security';

const line = fc.oneof(
	fc.string({ maxLength: 16 }),
	fc.constantFrom(
		'',
		'A sentence of notes.',
		FORMAT,
		'- **Priority:** High',
		'- **Tags:** `a`, `b`',
		'__Tags__: #one #two',
		'Priority: P2 | Labels: x, y | Story points: 3',
		'**Priority**: 2 · **Type**: chore',
		'**Estimate**: 5',
		'Tags: [a, b]',
		'Tags: a; b',
		'Priority:',
		'Tags: none',
		'```',
		'~~~',
		'| a | b |',
	),
);
const notesText = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
const tag = fc
	.oneof(fc.constantFrom('a', 'B', 'sign in', '#x', 'größe', 'بحث', '🙂', 'a, b'), fc.string())
	.map(cleanTag)
	.filter((word) => word !== '');

const SIGN_IN = {
	id: StoryId.parse('st_0000000000'),
	title: 'Sign in',
	narrative: 'As a reader, I want to sign in.',
	criteria: [],
};

function canonical(notes: string): string {
	return canonicalStory({ ...SIGN_IN, notes });
}

describe('reading', () => {
	test.each([
		[FORMAT, '1', ['accounts', 'security']],
		['**Priority:** High\n**Tags:** a; b', 'High', ['a', 'b']],
		['- Priority: P2\n- Tags: #one #two', 'P2', ['one', 'two']],
		['Priority: 1 | Labels: x | Tags: [a, b]', '1', ['a', 'b']],
		['Priority: 1, Tags: a, b', '1', ['a', 'b']],
		['__Priority__: `Must` — __Tags__: `a`, `b`', 'Must', ['a', 'b']],
		['Tags: a\n\nText.\n\nTag: A, c', null, ['a', 'c']],
		['```\nPriority: 1\n```\nOf priority: none of it', null, []],
		['**Priority**: none · **Tags**: –', null, []],
	])('%j', (notes, priority, tags) => {
		expect(readStoryMetadata(notes)).toEqual({ priority, tags });
	});

	test('[SE1] a Story of 2,000 lines of notes reads in linear time', () => {
		const notes = `${'Priority: '.repeat(2000)}\n${'**'.repeat(4000)}\n${', '.repeat(4000)}`;
		expect(readStoryMetadata(notes).tags).toEqual([]);
	});
});

describe('writing', () => {
	test.each([
		['', '**Priority**: 2'],
		['Ask Ben.', 'Ask Ben.\n\n**Priority**: 2'],
		[FORMAT, '**Priority**: 2 · **Tags**: accounts, security'],
		['Tags: a', 'Tags: a · Priority: 2'],
		['- **Tags:** a\n- **Estimate:** 3', '- **Tags:** a\n- **Estimate:** 3\n- **Priority:** 2'],
		['**Tags**: a\n**Labels**: b', '**Tags**: a\n**Labels**: b\n**Priority**: 2'],
		['Labels: x | Points: 3', 'Labels: x | Points: 3 | Priority: 2'],
		['Priority:', 'Priority: 2'],
		['```\nopen', '**Priority**: 2\n\n```\nopen'],
	])('[SE1] a priority goes into %j', (notes, expected) => {
		expect(withPriority(notes, '2')).toBe(expected);
	});

	test.each([
		[FORMAT, '**Priority**: 1 · **Tags**: accounts, security, new'],
		['Tags: #one #two', 'Tags: #one #two #new'],
		['Tags: `a`', 'Tags: `a`, `new`'],
		['Tags: [a; b]', 'Tags: [a; b; new]'],
		['Tags: New', 'Tags: New'],
	])('[SE1] a tag goes into %j', (notes, expected) => {
		expect(withTag(notes, 'new')).toBe(expected);
	});

	test.each([
		[FORMAT, 'accounts', '**Priority**: 1 · **Tags**: security'],
		['**Tags**: a · **Priority**: 1', 'a', '**Priority**: 1'],
		['Text.\n\nTags: a', 'A', 'Text.'],
		['Text.\nTags: a\nMore.', 'a', 'Text.\nMore.'],
		['**Tags**: a · **Type**: x', 'a', '**Tags**: none · **Type**: x'],
	])('[SE1] a tag leaves %j', (notes, gone, expected) => {
		expect(withoutTag(notes, gone)).toBe(expected);
	});

	test('[SE1] what is written reads back, and nothing else changes', { timeout: 60_000 }, () => {
		fc.assert(
			fc.property(notesText, tag, tag, (notes, one, priority) => {
				const before = readStoryMetadata(notes);
				const tagged = withTag(notes, one);
				const after = readStoryMetadata(tagged);
				expect(after.priority).toBe(before.priority);
				expect(after.tags).toEqual(expect.arrayContaining([...before.tags]));
				expect(after.tags.length - before.tags.length).toBeLessThanOrEqual(1);
				const written = after.tags.map((word) => word.toLowerCase().replaceAll('-', ' '));
				expect(written).toContain(one.toLowerCase().replaceAll('-', ' '));
				const ranked = withPriority(tagged, priority);
				expect(readStoryMetadata(ranked)).toEqual({ priority, tags: after.tags });
				const bare = withPriority(ranked, null);
				expect(readStoryMetadata(bare)).toEqual({ priority: null, tags: after.tags });
				const none = after.tags.reduce(withoutTag, bare);
				expect(readStoryMetadata(none).tags).toEqual([]);
				for (const text of [tagged, ranked, bare, none]) {
					expect(canonical(text)).toBe(canonical(notes));
				}
			}),
			{ numRuns: 1000 },
		);
	});
});

test('priorities sort by their number or their word, and none comes last', () => {
	const words = ['Low', 'P1', null, 'whatever', '3', 'High', 'Must'];
	expect(words.toSorted((a, b) => priorityRank(a) - priorityRank(b))).toEqual([
		'P1',
		'Must',
		'High',
		'3',
		'Low',
		'whatever',
		null,
	]);
});
