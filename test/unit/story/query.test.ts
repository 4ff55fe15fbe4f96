import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criterionSteps } from '#client/features/story/criterion-steps.ts';
import { dropPlace, stepPlace } from '#client/features/story/move-places.ts';
import {
	EVERYTHING,
	FILTER_STATES,
	GROUPS,
	isNarrowed,
	readStoryQuery,
	type StoryQuery,
	writeStoryQuery,
} from '#client/features/story/story-query.ts';
import { ContextId } from '#shared/id.ts';

const CONTEXT = ContextId.parse('cx_0000000000');
const word = fc
	.stringMatching(/^[^,\s]{1,12}$/)
	.filter((text) => text.isWellFormed() && text.trim() !== '');

const query: fc.Arbitrary<StoryQuery> = fc.record({
	words: fc.string({ maxLength: 30 }).filter((text) => text.isWellFormed()),
	states: fc.subarray([...FILTER_STATES]),
	tags: fc.uniqueArray(word, { maxLength: 4 }),
	contexts: fc.subarray([CONTEXT, 'none' as const]),
	priorities: fc.uniqueArray(word, { maxLength: 3 }),
	findings: fc.constantFrom(null, 'any' as const, 'error' as const, 'warning' as const),
	mine: fc.boolean(),
	group: fc.constantFrom(...GROUPS),
	sort: fc.constantFrom('file' as const, 'priority' as const),
});

describe('the address', () => {
	test('[SE7] reads back as the query it was written from', () => {
		fc.assert(
			fc.property(query, (one) => {
				expect(readStoryQuery(writeStoryQuery(one))).toEqual(one);
			}),
		);
	});

	test('[SE7] whatever it holds, it is read as a query', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const read = readStoryQuery(`?${text}`);
				expect(readStoryQuery(writeStoryQuery(read))).toEqual(read);
			}),
		);
		expect(readStoryQuery('?state=review,nonsense&state=draft&context=x&group=x&mine=yes')).toEqual(
			{
				...EVERYTHING,
				states: ['draft', 'review'],
			},
		);
	});

	test('is empty for everything in file order', () => {
		expect(writeStoryQuery(EVERYTHING)).toBe('');
		expect(isNarrowed({ ...EVERYTHING, group: 'tag', sort: 'priority' })).toBe(false);
		expect(isNarrowed({ ...EVERYTHING, mine: true })).toBe(true);
	});
});

describe('a move', () => {
	const all = ['a', 'b', 'c', 'd', 'e'];

	test.each([
		['b', ['b'], { id: 'd', below: true }, 'd'],
		['above the first', ['c'], { id: 'a', below: false }, null],
		['above', ['a'], { id: 'd', below: false }, 'c'],
		['several', ['a', 'd'], { id: 'c', below: true }, 'c'],
		['on one of them', ['b', 'c'], { id: 'c', below: true }, 'a'],
	])('[SE2] dropped: %s', (_, moved, over, after) => {
		expect(dropPlace(all, new Set(moved), over)).toBe(after);
	});

	test.each([
		['up', ['c'], -1 as const, all, 'a'],
		['up to the front', ['b', 'c'], -1 as const, all, null],
		['down', ['b', 'c'], 1 as const, all, 'd'],
		['at the end', ['d', 'e'], 1 as const, all, undefined],
		['past what is shown', ['e'], -1 as const, ['a', 'c', 'e'], 'b'],
		['scattered, they gather', ['a', 'c'], -1 as const, all, null],
	])('[SE2] a step %s', (_, moved, by, shown, after) => {
		expect(stepPlace(all, shown, new Set(moved), by)).toBe(after);
	});
});

test.each([
	['Given a book, when it is read, then it closes', ['Given', 'when', 'then']],
	['Given a book\nWhen it is read\nAnd put back\nThen it closes', ['Given', 'When', 'And', 'Then']],
	['WHEN it rains THE SYSTEM SHALL close', ['WHEN']],
	['A reader who was given a book', ['']],
])('a criterion to read keeps every character: %j', (text, keywords) => {
	const steps = criterionSteps(text);
	expect(steps.map(({ keyword }) => keyword)).toEqual(keywords);
	expect(steps.map((step) => step.keyword + step.text).join('')).toBe(text);
});
