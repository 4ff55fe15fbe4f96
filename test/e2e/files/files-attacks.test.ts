/** What a document or a repository can do to the files of others. */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { addComponent } from '#shared/doc/edits/components.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { addStory, setStoryTitle } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import type { ComponentId } from '#shared/id.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_CONTEXTS, HAND_WRITTEN_STORIES } from '#test/fixtures/hand-written.ts';

const EVE = { kind: 'person', id: 'eve' } as const;
const ADA = { kind: 'person', id: 'ada' } as const;
const FILES = { 'user_stories.md': HAND_WRITTEN_STORIES, 'context_map.md': HAND_WRITTEN_CONTEXTS };

async function designFor(workspace: Workspace, id: ComponentId, code: string): Promise<void> {
	await workspace.rooms.open('contexts').edit(EVE, (yDoc) => {
		const doc = openContextsDoc(yDoc);
		const context = readContexts(doc)[0]?.id ?? 'cx_0000000000';
		addComponent(doc, context, { id, name: code, type: 'module', code }, EVE);
	});
	await workspace.rooms.open(designDocName(id)).edit(EVE, (yDoc) => {
		setDesign(openDesignDoc(yDoc), `---\nid: ${id}\n---\n\n# Eve\n`, EVE);
	});
}

async function renameFirst(workspace: Workspace, title: string): Promise<void> {
	await workspace.rooms.open('stories').edit(ADA, (yDoc) => {
		const doc = openStoriesDoc(yDoc);
		setStoryTitle(doc, readStories(doc)[0]?.id ?? 'st_0000000000', title, ADA);
	});
}

describe('files that somebody means ill with', () => {
	test('[FI7] a path where nothing can be written keeps no other file waiting', async () => {
		using copy = createWorkingCopy({ ...FILES, 'docs/design/a.md': 'No folder.\n' });
		await using workspace = await openFolder(copy);
		await designFor(workspace, 'cp_00000000aa', 'a.md/b.ts');
		await designFor(workspace, 'cp_00000000bb', 'a\0b.ts');
		await designFor(workspace, 'cp_00000000cc', `${'x'.repeat(5_000)}.ts`);
		await renameFirst(workspace, 'Renamed by Ada');
		await until(() => copy.read('user_stories.md').includes('Renamed by Ada'));
		expect(workspace.errors).toEqual([]);
		expect(workspace.findings().map(({ rule }) => rule)).toContain('file-not-writable');
	});

	test('[FI5] nothing is written through a folder that leads out of the repository', async () => {
		using copy = createWorkingCopy(FILES);
		const outside = `${copy.data}-outside`;
		mkdirSync(outside, { recursive: true });
		mkdirSync(join(copy.folder, 'docs/design'), { recursive: true });
		symlinkSync(outside, join(copy.folder, 'docs/design/home'));
		await using workspace = await openFolder(copy);
		await designFor(workspace, 'cp_00000000aa', 'home/notes.ts');
		await until(() => workspace.findings().some(({ rule }) => rule === 'file-outside-repository'));
		expect(existsSync(join(outside, 'notes.md'))).toBe(false);
	});

	test('[FI12] an emptied file empties no document', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		const titles = first.artefacts().stories.map(({ title }) => title);
		await renameFirst(first, titles[0] ?? '');
		await first[Symbol.asyncDispose]();
		copy.write('user_stories.md', '\n');
		await using again = await openFolder(copy);
		const rules = () => again.findings().map(({ rule }) => rule);
		expect(again.artefacts().stories.map(({ title }) => title)).toEqual(titles);
		expect(rules()).toContain('file-emptied');
		await renameFirst(again, 'Renamed by Ada');
		await again.save();
		expect(copy.read('user_stories.md')).toBe('\n');
		copy.git('checkout', '--', 'user_stories.md');
		await until(() => copy.read('user_stories.md').includes('Renamed by Ada'));
		expect(rules()).not.toContain('file-emptied');
	});

	test('[FI5] neither a link nor a setting that a commit brought leads into .git', async () => {
		using copy = createWorkingCopy({ 'sub/.gitkeep': '' });
		copy.git('init', '-q', 'sub');
		symlinkSync('.git/config', join(copy.folder, 'user_stories.md'));
		symlinkSync('sub/.git/config', join(copy.folder, 'context_map.md'));
		const before = copy.read('.git/config');
		const workspace = await openFolder(copy);
		const refused = workspace.findings().filter(({ rule }) => rule === 'file-outside-repository');
		expect(refused.map(({ file }) => file)).toEqual(['user_stories.md', 'context_map.md']);
		expect(workspace.artefacts().stories).toEqual([]);
		await workspace.rooms.open('stories').edit(EVE, (yDoc) => {
			const story = { id: 'st_0000000000', title: 'Eve', narrative: '' } as const;
			addStory(openStoriesDoc(yDoc), { ...story, criteria: [], notes: '' }, undefined, EVE);
		});
		await workspace.save();
		await workspace[Symbol.asyncDispose]();
		expect(copy.read('.git/config')).toBe(before);
		for (const path of ['.git/config', 'a/../.git/x', '.GIT/config', '.lintel/lintel.db']) {
			copy.write('lintel.config.json', JSON.stringify({ paths: { stories: path } }));
			await expect(openFolder(copy)).rejects.toThrow('lintel.config.json');
		}
		copy.write('lintel.config.json', '{"paths":{"stories":"a.md","contexts":"./a.md"}}');
		await expect(openFolder(copy)).rejects.toThrow('a file each');
	});
});
