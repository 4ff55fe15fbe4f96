/** A database put back from an older copy, while files and browsers kept what was written since. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { databaseOf } from '#server/database-path.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { replaceStory } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import type { ComponentId } from '#shared/id.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_STORIES, SESSION_DESIGN } from '#test/fixtures/hand-written.ts';
import { connectSyncClient } from '#test/fixtures/sync-client.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const DESIGN = 'docs/design/accounts/session.md';
const STORIES = 'user_stories.md';
const ID: ComponentId = 'cp_0123456789';
const ROOM = `design:${ID}`;
const FILES = { [STORIES]: HAND_WRITTEN_STORIES, [DESIGN]: SESSION_DESIGN };
const WORDS = 'Typed after the copy was made.';
const UNWRITTEN = 'Saved on the relay, in no file yet.';

type Opened = Awaited<ReturnType<typeof open>>;

async function open(copy: WorkingCopy) {
	const workspace = await openFolder(copy);
	await workspace.files.ready;
	const kinds = () => workspace.files.questions().map(({ kind }) => kind);
	return { workspace, kinds };
}

/** A browser that keeps its documents: connected to a relay for as long as the work takes. */
async function visit({ workspace }: Opened, name: string, yDoc: Y.Doc, work = () => {}) {
	const client = connectSyncClient(workspace.rooms.open(name), { yDoc });
	await workspace.rooms.flush();
	work();
	await workspace.rooms.flush();
	client.leave();
}

const typed = (yDoc: Y.Doc, words: string) => () => {
	const doc = openDesignDoc(yDoc);
	setDesign(doc, `${doc.markdown}\n${words}\n`, ADA);
};

const narrated = (yDoc: Y.Doc, words: string) => () => {
	const doc = openStoriesDoc(yDoc);
	const [story] = readStories(doc);
	if (story) replaceStory(doc, { ...story, narrative: `${story.narrative} ${words}` }, ADA);
};

function times(words: string, text: string): number {
	return text.split(words).length - 1;
}

const HAND = (path: string) => path;

/** Where a copy comes from: what Lintel leaves itself, or the file as somebody copied it. */
const copies = [
	{ from: 'the backup', of: (path: string) => `${path}.backup` },
	{ from: 'a copy by hand', of: HAND },
];

/** Ada's words are in both files, her last ones on the relay only; then the copy is put back. */
async function putBack(copy: WorkingCopy, of: (path: string) => string) {
	const { workspace } = await open(copy);
	const database = databaseOf(workspace, copy.data);
	await workspace[Symbol.asyncDispose]();
	copyFileSync(of(database), `${database}.older`);
	const [design, stories] = [new Y.Doc(), new Y.Doc()];
	const opened = await open(copy);
	await visit(opened, ROOM, design, typed(design, WORDS));
	await visit(opened, 'stories', stories, narrated(stories, WORDS));
	await opened.workspace.files.flush();
	await visit(opened, ROOM, design, typed(design, UNWRITTEN));
	opened.workspace.crash();
	copyFileSync(`${database}.older`, database);
	for (const rest of ['-wal', '-shm']) rmSync(`${database}${rest}`, { force: true });
	rmSync(join(copy.folder, '.lintel/serving.json'), { force: true });
	return { design, stories };
}

describe('a database put back from an older copy', () => {
	test.each(copies)(
		'[FB20] from $from: what browsers still hold comes back once',
		async ({ of }) => {
			using copy = createWorkingCopy(FILES);
			const { design, stories } = await putBack(copy, of);
			expect(times(WORDS, copy.read(DESIGN))).toBe(1);
			expect(times(WORDS, copy.read(STORIES))).toBe(1);
			const opened = await open(copy);
			await using workspace = opened.workspace;
			expect(opened.kinds()).toEqual(['tree-differs', 'tree-differs']);
			await visit(opened, ROOM, design);
			await visit(opened, 'stories', stories);
			await workspace.files.flush();
			const [question, ...more] = workspace.files.questions();
			expect([question?.path, more]).toEqual([DESIGN, []]);
			expect(times(WORDS, copy.read(DESIGN))).toBe(1);
			await workspace.files.answer(question?.id ?? '', 'write', 'mb_0000000000');
			await workspace.files.flush();
			const { yDoc } = workspace.rooms.open('stories');
			expect(times(WORDS, JSON.stringify(readStories(openStoriesDoc(yDoc))))).toBe(1);
			expect(times(WORDS, copy.read(STORIES))).toBe(1);
			for (const text of [workspace.files.designText(ID) ?? '', copy.read(DESIGN)])
				expect([times(WORDS, text), times(UNWRITTEN, text)]).toEqual([1, 1]);
			expect(workspace.errors).toEqual([]);
		},
	);

	test('[FB20] what no browser brings is taken from the file when a person says so', async () => {
		using copy = createWorkingCopy(FILES);
		await putBack(copy, HAND);
		{
			const { workspace } = await open(copy);
			await workspace[Symbol.asyncDispose]();
		}
		const { workspace, kinds } = await open(copy);
		await using _ = workspace;
		expect(kinds()).toEqual(['tree-differs', 'tree-differs']);
		for (const { id } of workspace.files.questions())
			await workspace.files.answer(id, 'take', 'mb_0000000000');
		await workspace.files.flush();
		expect(times(WORDS, workspace.files.designText(ID) ?? '')).toBe(1);
		expect(times(WORDS, copy.read(STORIES))).toBe(1);
		copy.write(DESIGN, copy.read(DESIGN).replace(WORDS, 'Said by an editor.'));
		await until(() => workspace.files.designText(ID)?.includes('Said by an editor.'));
		expect(kinds()).toEqual([]);
	});

	test('[FB20] a copy that lacks nothing the files say asks nothing', async () => {
		using copy = createWorkingCopy(FILES);
		const { workspace } = await open(copy);
		const database = databaseOf(workspace, copy.data);
		await workspace[Symbol.asyncDispose]();
		copyFileSync(`${database}.backup`, database);
		copy.write(DESIGN, SESSION_DESIGN.replace('Keeps a reader', 'Keeps every reader'));
		const opened = await open(copy);
		await using _ = opened.workspace;
		expect(opened.kinds()).toEqual([]);
		expect(opened.workspace.files.designText(ID)).toContain('Keeps every reader');
	});
});
