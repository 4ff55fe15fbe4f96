import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setCriterion } from '#shared/doc/edits/criteria.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { createImportWorld } from '#test/unit/import/import-world.ts';

const REAL = join(import.meta.dirname, '../../../../shared/real');
const ADA = { kind: 'person', id: 'ada' } as const;

const NAMES = ['stories-phoenix-app.md', 'stories-headings.md'];

/** Real documents lie beside this repository on some machines only. */
test.for(NAMES)(
	'[FI2] one criterion of %s is one changed line, and id comments',
	async (name, { skip }) => {
		const path = join(REAL, name);
		if (!existsSync(path)) skip(`no real document at ${path}`);
		const text = readFileSync(path, 'utf8');
		using copy = createWorkingCopy({ 'user_stories.md': text });
		await using workspace = await openFolder(copy);
		const stories = workspace.artefacts().stories;
		const story = stories.find(({ criteria }) => criteria.length > 1);
		const criterion = story?.criteria[1];
		if (!story || !criterion) throw new Error('There is no story with two criteria.');
		await workspace.rooms.open('stories').edit(ADA, (yDoc) => {
			setCriterion(openStoriesDoc(yDoc), story.id, criterion.id, 'Edited in the app', ADA);
		});
		await until(() => copy.read('user_stories.md').includes('Edited in the app'));

		const bare = copy.read('user_stories.md').replaceAll(/ ?<!-- (st|ac)_\w{10} -->/g, '');
		const [before, after] = [text.split('\n'), bare.split('\n')];
		const changed = after.filter((line, n) => line.trimEnd() !== before[n]?.trimEnd());
		expect(after).toHaveLength(before.length);
		expect(changed).toEqual([expect.stringContaining('Edited in the app')]);

		const again = readStories(openStoriesDoc(workspace.rooms.open('stories').yDoc));
		expect(again).toHaveLength(stories.length);
	},
);

test.for(NAMES)('[IP2] %s is imported once, however often it comes', (name, { skip }) => {
	const path = join(REAL, name);
	if (!existsSync(path)) skip(`no real document at ${path}`);
	const world = createImportWorld();
	const text = readFileSync(path, 'utf8');
	world.import(text);
	const before = world.state();
	const again = world.import(text);
	expect(again.pieces.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
	expect(world.state()).toBe(before);
	expect(world.stories().filter(({ criteria }) => criteria.length === 0)).toEqual([]);
});
