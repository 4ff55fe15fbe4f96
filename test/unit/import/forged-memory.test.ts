import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { importsOf } from '#shared/doc/stories-doc.ts';
import { RememberedPiece, wordsHash } from '#shared/import/plan-memory.ts';
import { createImportWorld } from '#test/unit/import/import-world.ts';

const FILE = `## Sign in

As a reader, I want to sign in, so that my shelf follows me.

**Acceptance Criteria**
- It works
- It locks after five tries
`;
const NEXT = FILE.replace('so that my shelf follows me', 'so that I stay in').replace(
	'five tries',
	'six tries',
);
const MINE = 'As a reader, I want to sign in with a key of my own.';

/** Makes the memory say that the file said what now stands here. */
function forge(world: ReturnType<typeof createImportWorld>): void {
	const imports = importsOf(world.doc);
	const story = world.story('Sign in');
	const other = new Y.Doc();
	Y.applyUpdate(other, Y.encodeStateAsUpdate(world.doc.yDoc));
	for (const [key, value] of imports.entries()) {
		const piece = RememberedPiece.safeParse(value).data;
		if (piece === undefined) continue;
		const words = [story.title, story.narrative, story.notes].map(wordsHash);
		const criteria = story.criteria.map(({ id, text }) => [id, wordsHash(text)]);
		other.getMap('imports').set(key, { ...piece, words, criteria });
	}
	// Nor does a mark in the name of whoever typed it help.
	const { clientID } = world.doc.yDoc;
	other.getMap('imports').set(`#${clientID}:0`, true);
	other.getMap('imports').set(`#${other.clientID}:0`, true);
	Y.applyUpdate(world.doc.yDoc, Y.encodeStateAsUpdate(other));
}

test('[IP17] a forged memory makes no import replace what a person typed', () => {
	const world = createImportWorld();
	world.import(FILE);
	const story = world.story('Sign in');
	const second = story.criteria[1];
	if (!second) throw new Error('There is one.');
	world.setNarrative(story.id, MINE);
	world.setCriterion(story.id, second.id, 'It locks after three tries');
	forge(world);
	const planned = world.import(NEXT);
	expect(planned.pieces.map(({ outcome }) => outcome)).toEqual(['conflict']);
	const after = world.story('Sign in');
	expect(after.narrative).toContain(MINE);
	expect(after.narrative).toContain('so that I stay in');
	expect(after.criteria.map(({ text }) => text)).toEqual([
		'It works',
		'It locks after three tries',
		'It locks after six tries',
	]);
});

test('[IP17] nor remove a criterion that a person typed', () => {
	const world = createImportWorld();
	world.import(FILE);
	const second = world.story('Sign in').criteria[1];
	if (!second) throw new Error('There is one.');
	world.setCriterion(world.story('Sign in').id, second.id, 'It locks after three tries');
	forge(world);
	world.import(FILE.replace('- It locks after five tries\n', ''));
	const criteria = world.story('Sign in').criteria.map(({ text }) => text);
	expect(criteria).toContain('It locks after three tries');
});

test('[IP17] words that only imports wrote follow the file, over several of them', () => {
	const world = createImportWorld();
	world.import(FILE);
	world.import(NEXT);
	const planned = world.import(FILE.replace('It works', 'It works well'));
	expect(planned.pieces.map(({ outcome }) => outcome)).toEqual(['update']);
	const { narrative, criteria } = world.story('Sign in');
	expect(narrative).toContain('my shelf follows me');
	expect(criteria.map(({ text }) => text)).toEqual(['It works well', 'It locks after five tries']);
});
