import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyImportSlice, readImportMemory } from '#shared/doc/edits/import.ts';
import { readStoryBlocks } from '#shared/doc/stories-doc.ts';
import { ADA, createImportWorld } from '#test/unit/import/import-world.ts';

/** What was imported at first, and what the file says when it is imported again. */
const FIRST = file([...Array(6).keys()].map((n) => [n, 'as it was'] as const));
const AGAIN = file([
	[0, 'as it was'],
	[7, 'new ahead'],
	[1, 'told anew'],
	[2, 'as it was'],
	[8, 'new between'],
	[3, 'told anew'],
	[5, 'as it was'],
	[9, 'new at last'],
]);

test('[IL3] slice after slice stores what one step does', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 9 }), fc.boolean(), (size, fresh) => {
			const [whole, sliced] = [world(fresh), world(fresh)];
			whole.import(AGAIN);
			store(sliced, size);
			expect(readStoryBlocks(sliced.doc)).toEqual(readStoryBlocks(whole.doc));
			expect(readImportMemory(sliced.doc)).toEqual(readImportMemory(whole.doc));
		}),
		{ numRuns: 30 },
	);
});

test('[IL3] an import that is cut off is taken up by the next one, and nothing is there twice', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 4 }),
			fc.integer({ min: 0, max: 5 }),
			fc.boolean(),
			(size, stored, fresh) => {
				const [whole, cut] = [world(fresh), world(fresh)];
				whole.import(AGAIN);
				store(cut, size, stored);
				cut.import(AGAIN);
				expect(cut.shown()).toEqual(whole.shown());
				expect(cut.file()).toBe(whole.file());
				expect(cut.plan(AGAIN).pieces.every(({ outcome }) => outcome === 'same')).toBe(true);
			},
		),
		{ numRuns: 30 },
	);
});

function world(fresh: boolean) {
	const made = createImportWorld();
	if (!fresh) made.import(FIRST);
	return made;
}

/** Stores the file slice by slice, or only the first so many. */
function store(
	{ doc, plan }: ReturnType<typeof createImportWorld>,
	size: number,
	slices = Number.POSITIVE_INFINITY,
): void {
	const planned = plan(AGAIN);
	for (let n = 0; n < slices && n * size < planned.pieces.length; n++)
		applyImportSlice(doc, planned, n * size, (n + 1) * size, ADA);
}

function file(stories: readonly (readonly [number, string])[]): string {
	const one = ([n, words]: readonly [number, string]) =>
		`## Story ${n}\n\nAs a reader of ${n}, I want shelf ${n} ${words}, so that I find it.\n\n**Acceptance Criteria**\n\n- Shelf ${n} is ${words}\n`;
	return `# Shop\n\nWhat the shop is.\n\n${stories.map(one).join('\n')}`;
}
