import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordDiff } from '#shared/import/word-diff.ts';
import { type Choices, createImportWorld } from '#test/unit/import/import-world.ts';

const word = fc.constantFrom('shelf', 'reader', 'lends', 'a', 'book', 'quickly', 'never', 'Ümlaut');
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const story = fc.record({
	title: sentence,
	narrative: fc.option(sentence, { nil: '' }),
	criteria: fc.array(sentence, { maxLength: 4 }),
});
const section = fc.oneof(
	story.map(
		({ title, narrative, criteria }) =>
			`## ${title}\n\nAs a reader, I want ${narrative}.\n\n**Acceptance Criteria**\n\n${criteria.map((one) => `- ${one}`).join('\n')}\n`,
	),
	sentence.map((text) => `## About ${text}\n\n${text}.\n`),
	sentence.map((text) => `${text}\n`),
);
const file = fc.array(section, { maxLength: 6 }).map((sections) => sections.join('\n'));
const choice = fc.record(
	{
		as: fc.constantFrom('story' as const, 'text' as const, 'skip' as const),
		joined: fc.boolean(),
		settle: fc.constantFrom('both' as const, 'keep' as const),
	},
	{ requiredKeys: [] },
);

function chosen(
	world: ReturnType<typeof createImportWorld>,
	text: string,
	list: readonly object[],
) {
	const keys = world.plan(text).pieces.map(({ piece }) => piece.key);
	return Object.fromEntries(keys.map((key, at): [string, Choices[string]] => [key, list[at]]));
}

describe('whatever the file', () => {
	test('[IP2] importing it again, as it was chosen, changes nothing', () => {
		fc.assert(
			fc.property(file, fc.array(choice, { maxLength: 8 }), (text, list) => {
				const world = createImportWorld();
				world.import(text, chosen(world, text, list));
				const before = world.state();
				world.import(text);
				expect(world.state()).toBe(before);
			}),
			{ numRuns: 150 },
		);
	});

	test('[IP2] after another version came between, it is still told once', () => {
		fc.assert(
			fc.property(file, file, (first, second) => {
				const world = createImportWorld();
				world.import(first);
				world.import(second);
				const before = world.state();
				world.import(second);
				expect(world.state()).toBe(before);
			}),
			{ numRuns: 150 },
		);
	});

	test('[IP12] what was typed here is here after it came again', () => {
		fc.assert(
			fc.property(file, file, (first, second) => {
				const world = createImportWorld();
				world.import(first);
				for (const { id, narrative } of world.stories())
					world.setNarrative(id, `${narrative} Typed here ${id}.`);
				const ids = world.stories().map(({ id }) => id);
				world.import(second);
				const all = world
					.stories()
					.map(({ narrative }) => narrative)
					.join('\n');
				for (const id of ids) expect(all).toContain(`Typed here ${id}.`);
			}),
			{ numRuns: 100 },
		);
	});
});

test('[IP15] a word difference says all of both texts', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), sentence, (before, after) => {
			for (const [one, other] of [
				[before, after],
				[after, before],
			] as const) {
				const pieces = wordDiff(one, other);
				const say = (kind: 'in' | 'out') =>
					pieces.flatMap((piece) => (piece.kind === kind ? [] : piece.text)).join('');
				expect([say('in'), say('out')]).toEqual([one, other]);
			}
		}),
	);
	expect(wordDiff('a red shelf', 'a green shelf')).toEqual([
		{ kind: 'same', text: 'a ' },
		{ kind: 'out', text: 'red' },
		{ kind: 'in', text: 'green' },
		{ kind: 'same', text: ' shelf' },
	]);
});
