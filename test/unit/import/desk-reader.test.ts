import { expect, test } from 'vitest';
import { createDeskReader } from '#client/features/import/desk-reader.ts';
import { createImportReader } from '#server/files/import/import-reader.ts';
import { readImportMemory } from '#shared/doc/edits/import.ts';
import { readStoryBlocks } from '#shared/doc/stories-doc.ts';
import { createImportWorld } from '#test/unit/import/import-world.ts';

const story = (title: string, words: string) =>
	`## ${title}\n\nAs a reader, I want ${words}.\n\n- ${title} is ${words}\n\n`;
const FIRST = `# Shop\n\nWhat it is.\n\n${story('Sign in', 'quick')}${story('Sign out', 'sure')}`;
const AGAIN = `# Shop\n\nWhat it is.\n\n${story('Sign in', 'quicker')}${story('Browse', 'calm')}`;

test.each([
	['for the first time', null],
	['again', FIRST],
])('[IV7] a file that is imported %s is planned alike by app and relay', (_, before) => {
	const world = createImportWorld();
	if (before !== null) world.import(before);
	const there = { stories: [], contexts: [], designs: [] };
	const file = { name: 'shop.md', text: AGAIN, as: null };
	const [desk, relay] = [createDeskReader(() => world.doc), createImportReader()];
	desk.read(file);
	relay.read({ ...file, path: 'shop.md' }, there);
	const blocks = readStoryBlocks(world.doc);
	const { plan } = relay.plan({ blocks, memory: readImportMemory(world.doc) }, null);
	const planned = desk.plan([{ name: 'shop.md', choices: new Map() }]);
	const stored = planned.pieces.map(({ file, piece: { key }, outcome, block, memory }) => {
		return { file, piece: { key }, outcome, block, memory };
	});
	expect(stored).toEqual(plan.pieces);
	expect(planned.ground.was.size).toBe(before === null ? 0 : 1);
});
