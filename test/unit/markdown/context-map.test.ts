import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Context, ContextType } from '#shared/artefact/context.ts';
import type { ContextsBlock } from '#shared/doc/block.ts';
import { ComponentId, ContextId, StoryId } from '#shared/id.ts';
import { readContextMap, writeContextMap } from '#shared/markdown/context-map.ts';
import { tidyContext } from '#shared/markdown/print-context.ts';
import { prose } from '#test/unit/markdown/arbitrary-stories.ts';

const stories = [
	{ id: StoryId.parse('st_aaaaaaaaaa'), title: 'Sign in with email' },
	{ id: StoryId.parse('st_bbbbbbbbbb'), title: 'Buy a book' },
	{ id: StoryId.parse('st_cccccccccc'), title: 'Buy a book' },
];
const ids = ['cx_aaaaaaaaaa', 'cx_bbbbbbbbbb', 'cx_cccccccccc'].map((id) => ContextId.parse(id));
const line = fc.oneof(
	fc.constantFrom(
		'Accounts',
		'Orders, all of them',
		'A | B',
		'`code`',
		'ends\\',
		'# x',
		'**Type**: y',
	),
	fc.string({ maxLength: 12 }),
);
const component = fc.record({
	id: fc
		.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 10, maxLength: 10 })
		.map((end) => ComponentId.parse(`cp_${end}`)),
	name: line,
	type: line,
	code: line,
});

/** A Context such as a document may hold. Words that mean "none" in a file are no entity. */
function contextOf(id: ContextId): fc.Arbitrary<Context> {
	return fc
		.record({
			id: fc.constant(id),
			name: line,
			type: fc.constantFrom(...ContextType.options),
			entity: fc.constantFrom('', 'Account', 'Order line', '**bold**', 'a: b'),
			responsibilities: prose,
			dependencies: fc.subarray(ids.filter((one) => one !== id)),
			stories: fc.subarray(stories.map((one) => one.id)),
			components: fc.uniqueArray(component, { maxLength: 3, selector: (one) => one.id }),
			notes: prose,
			unresolved: fc.record({
				dependencies: fc.subarray(['Payments', 'Shipping (later)']),
				stories: fc.subarray(['A lost story']),
			}),
		})
		.map(tidyContext);
}

const maps: fc.Arbitrary<ContextsBlock[]> = fc
	.tuple(...ids.map(contextOf))
	.map((contexts) => contexts.map((context) => ({ kind: 'context', context })));

describe('context map', { timeout: 60_000 }, () => {
	test('[MD1] what is printed reads back the same, whatever the words', () => {
		fc.assert(
			fc.property(maps, (blocks) => {
				const printed = writeContextMap(null, blocks, stories);
				expect(readContextMap(printed, stories).blocks).toEqual(blocks);
			}),
			{ numRuns: 200 },
		);
	});

	test('[MD3] any contexts spliced into any map read back the same', () => {
		fc.assert(
			fc.property(maps, maps, (before, after) => {
				const base = writeContextMap(null, before, stories);
				expect(writeContextMap(base, before, stories)).toBe(base);
				const spliced = writeContextMap(base, after, stories);
				expect(readContextMap(spliced, stories).blocks).toEqual(after);
			}),
			{ numRuns: 200 },
		);
	});

	test('[MD9] no text makes the reader throw', () => {
		const piece = fc.constantFrom(
			'## A',
			'**Type**: domain',
			'**Stories**',
			'- x',
			'|a|b|',
			'|-|-|',
			'| Component |',
			'|---|',
			'',
		);
		const file = fc.array(fc.oneof(fc.string({ unit: 'binary' }), piece));
		fc.assert(
			fc.property(file, (lines) => {
				const text = lines.join('\n');
				const { blocks } = readContextMap(text, stories);
				expect(typeof writeContextMap(text, blocks, stories)).toBe('string');
			}),
			{ numRuns: 500 },
		);
	});
});
