import { existsSync, lstatSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { addComponent } from '#shared/doc/edits/components.ts';
import { setCriterion } from '#shared/doc/edits/criteria.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { setStoryTitle } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import {
	HAND_WRITTEN_CONTEXTS,
	HAND_WRITTEN_STORIES,
	SESSION_DESIGN,
} from '#test/fixtures/hand-written.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const DESIGN_PATH = 'docs/design/accounts/session.md';
const FILES = {
	'user_stories.md': HAND_WRITTEN_STORIES,
	'context_map.md': HAND_WRITTEN_CONTEXTS,
	[DESIGN_PATH]: SESSION_DESIGN,
};

function editCriterion(workspace: Workspace, n: number, text: string): Promise<void> {
	return workspace.rooms.open('stories').edit(ADA, (yDoc) => {
		const doc = openStoriesDoc(yDoc);
		const story = readStories(doc)[0];
		const criterion = story?.criteria[n];
		if (story && criterion) setCriterion(doc, story.id, criterion.id, text, ADA);
	});
}

function titlesIn(workspace: Workspace): string[] {
	return workspace.artefacts().stories.map(({ title }) => title);
}

/** Without id comments, which Lintel adds to hand-written lines it touches. */
function withoutIds(lines: readonly string[]): string[] {
	return lines.map((line) => line.replace(/ ?<!-- \w+ -->/, ''));
}

describe('documents to files', () => {
	test('[FI1] opening a repository and letting it go changes nothing that git sees', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		expect(titlesIn(workspace)).toHaveLength(3);
		await workspace.files.ready;
		await workspace.save();
		expect(copy.git('status', '--porcelain')).toBe('');
	});

	test('[FI2] one edited criterion is one changed line, and id comments', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		await editCriterion(workspace, 0, 'A reader with a good password reaches their shelf');
		await until(() => copy.changedLines().length > 0);

		const removed = copy.changedLines().filter((line) => line.startsWith('-'));
		const added = withoutIds(copy.changedLines()).filter((line) => line.startsWith('+'));
		const kept = new Set(removed.map((line) => line.slice(1)));
		expect(added.filter((line) => !kept.has(line.slice(1)))).toEqual([
			'+* A reader with a good password reaches their shelf',
		]);
		expect(copy.git('diff', '--name-only').trim()).toBe('user_stories.md');
	});

	test('[FI2] what was written reads back as the same stories, with the same ids', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		await editCriterion(first, 1, 'Four wrong passwords lock sign-in');
		const stories = first.artefacts().stories;
		await first[Symbol.asyncDispose]();
		await using again = await openFolder({ ...copy, data: `${copy.data}-fresh` });
		expect(again.artefacts().stories).toEqual(stories);
	});

	test('[FI2] a design’s file is its document, byte for byte', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		const text = SESSION_DESIGN.replace('Keeps a reader', 'Keeps every reader');
		await workspace.rooms
			.open('design:cp_0123456789')
			.edit(ADA, (yDoc) => setDesign(openDesignDoc(yDoc), text, ADA));
		await until(() => copy.read(DESIGN_PATH) === text);
		expect(copy.changedLines()).toEqual([
			'-Keeps a reader signed in.',
			'+Keeps every reader signed in.',
		]);
	});

	test('[FI8] a new design gets its file where the preset says, and keeps it', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		await workspace.rooms.open('contexts').edit(ADA, (yDoc) => {
			const doc = openContextsDoc(yDoc);
			const component = {
				id: 'cp_00000000aa',
				name: 'Lock',
				type: 'module',
				code: 'src/accounts/lock.ts',
			} as const;
			addComponent(doc, readContexts(doc)[0]?.id ?? 'cx_0000000000', component, ADA);
		});
		await workspace.rooms
			.open('design:cp_00000000aa')
			.edit(ADA, (yDoc) =>
				setDesign(openDesignDoc(yDoc), '---\nid: cp_00000000aa\n---\n\n# Lock\n', ADA),
			);
		await until(() => existsSync(join(copy.folder, 'docs/design/accounts/lock.md')));
		expect(workspace.files.designPath('cp_00000000aa')).toBe('docs/design/accounts/lock.md');
	});

	test('[FI8] no path in a document leads out of the folder of designs', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		await workspace.rooms.open('contexts').edit(ADA, (yDoc) => {
			const doc = openContextsDoc(yDoc);
			const component = {
				id: 'cp_00000000aa',
				name: 'Lock',
				type: 'module',
				code: 'src/../../../out.ts',
			} as const;
			addComponent(doc, readContexts(doc)[0]?.id ?? 'cx_0000000000', component, ADA);
		});
		expect(workspace.files.designPath('cp_00000000aa')).toMatch(/^docs\/design\/[a-z_0-9]+\.md$/);
	});

	test('[FI6] mode and link of a file stay', async () => {
		using copy = createWorkingCopy({ 'docs/stories.md': HAND_WRITTEN_STORIES });
		symlinkSync('docs/stories.md', join(copy.folder, 'user_stories.md'));
		const mode = statSync(join(copy.folder, 'docs/stories.md')).mode;
		await using workspace = await openFolder(copy);
		await editCriterion(workspace, 0, 'Changed');
		await until(() => copy.read('docs/stories.md').includes('* Changed'));
		expect(lstatSync(join(copy.folder, 'user_stories.md')).isSymbolicLink()).toBe(true);
		expect(readlinkSync(join(copy.folder, 'user_stories.md'))).toBe('docs/stories.md');
		expect(statSync(join(copy.folder, 'docs/stories.md')).mode).toBe(mode);
	});
});

describe('files to documents', () => {
	test('[FI3] a file that changed outside is not overwritten: it is merged first', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		const theirs = HAND_WRITTEN_STORIES.replace('# Bookshop', '# The bookshop');
		copy.write('user_stories.md', theirs);
		await editCriterion(workspace, 0, 'Changed in the app');
		await workspace.files.flush();
		expect(copy.read('user_stories.md')).toBe(theirs);
		await until(() => copy.read('user_stories.md').includes('* Changed in the app'));
		expect(copy.read('user_stories.md')).toContain('# The bookshop');
	});

	test('[FI4] what both sides changed meanwhile is merged at the next start', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		copy.write(
			'user_stories.md',
			HAND_WRITTEN_STORIES.replace('Lend a book', 'Lend a book to a friend'),
		);
		await editCriterion(first, 0, 'Changed in the app');
		await first[Symbol.asyncDispose]();

		await using again = await openFolder(copy);
		expect(titlesIn(again)).toContain('Lend a book to a friend');
		expect(again.artefacts().stories[0]?.criteria[0]?.text).toBe('Changed in the app');
		await until(() => copy.read('user_stories.md').includes('* Changed in the app'));
		expect(copy.read('user_stories.md')).toContain('## Lend a book to a friend');
	});

	test('[FI4] a story added by hand arrives, and one that was only moved stays itself', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		const ids = new Set(first.artefacts().stories.map(({ id }) => id));
		await first[Symbol.asyncDispose]();
		const story =
			'## Return a book\n\nAs a friend I want to return it.\n\n**Acceptance Criteria**\n- It is back\n\n';
		copy.write('user_stories.md', HAND_WRITTEN_STORIES.replace('## Lend', `${story}## Lend`));
		await using again = await openFolder(copy);
		expect(titlesIn(again)).toEqual([
			expect.stringContaining('Sign in'),
			expect.stringContaining('Put a book'),
			'Return a book',
			'Lend a book',
		]);
		expect(again.artefacts().stories.filter(({ id }) => ids.has(id))).toHaveLength(3);
	});

	test('[FI4] a design whose file was moved stays the same design', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		await first.files.ready;
		await first[Symbol.asyncDispose]();
		copy.git('mv', DESIGN_PATH, 'docs/design/session.md');
		await using again = await openFolder(copy);
		await again.files.ready;
		expect(again.files.designPath('cp_0123456789')).toBe('docs/design/session.md');
		expect(again.files.designText('cp_0123456789')).toBe(SESSION_DESIGN);
		expect(again.files.findings()).toEqual([]);
	});

	test('[FI4] a file that is gone takes nothing with it', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		await first[Symbol.asyncDispose]();
		copy.git('rm', '-q', 'user_stories.md');
		await using again = await openFolder(copy);
		expect(titlesIn(again)).toHaveLength(3);
		expect(again.findings()).toContainEqual(expect.objectContaining({ rule: 'file-missing' }));
	});

	test('[FI4] edits that were saved but not written before a crash are written at the next start', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		await first.rooms.open('stories').edit(ADA, (yDoc) => {
			const doc = openStoriesDoc(yDoc);
			setStoryTitle(doc, readStories(doc)[2]?.id ?? 'st_0000000000', 'Lend it', ADA);
		});
		// As a killed process leaves it: the database has the edit, the file does not.
		first.crash();
		expect(copy.read('user_stories.md')).toContain('## Lend a book');
		await using _ = await openFolder(copy);
		await until(() => copy.read('user_stories.md').includes('## Lend it'));
	});
});
