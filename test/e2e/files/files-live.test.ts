import { appendFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import type { ComponentId } from '#shared/id.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import {
	HAND_WRITTEN_CONTEXTS,
	HAND_WRITTEN_STORIES,
	SESSION_DESIGN,
} from '#test/fixtures/hand-written.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const DESIGN = 'docs/design/accounts/session.md';
const ID: ComponentId = 'cp_0123456789';
const FILES = {
	'user_stories.md': HAND_WRITTEN_STORIES,
	'context_map.md': HAND_WRITTEN_CONTEXTS,
	[DESIGN]: SESSION_DESIGN,
};
const EDITED = SESSION_DESIGN.replace('Keeps a reader', 'Keeps every reader');

/** How the programs that people use write a file. */
const WRITERS: Readonly<Record<string, (path: string, text: string) => void>> = {
	'truncates and writes': (path, text) => writeFileSync(path, text),
	'renames a new file over it': (path, text) => {
		writeFileSync(`${path}.new`, text);
		renameSync(`${path}.new`, path);
	},
	'moves the old one away first': (path, text) => {
		renameSync(path, `${path}~`);
		writeFileSync(path, text);
	},
	'writes in pieces': (path, text) => {
		writeFileSync(path, '');
		for (const line of text.split(/(?<=\n)/)) appendFileSync(path, line);
	},
};

// They wait for the disk far more than they compute.
describe.concurrent.each(['native', 'poll'] as const)('files followed by %s', (watch) => {
	async function open(copy: WorkingCopy) {
		const workspace = await openFolder(copy, undefined, watch);
		await workspace.files.ready;
		return workspace;
	}

	const says = (workspace: Workspace, words: string) =>
		until(() => workspace.files.designText(ID).includes(words));

	test.each(Object.keys(WRITERS))('[FB1] an editor that %s is followed', async (writer) => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await open(copy);
		WRITERS[writer]?.(join(copy.folder, DESIGN), EDITED);
		await says(workspace, 'Keeps every reader');
		WRITERS[writer]?.(join(copy.folder, DESIGN), EDITED.replace('every', 'each'));
		await says(workspace, 'Keeps each reader');
		expect(workspace.files.designText(ID)).toBe(EDITED.replace('every', 'each'));
		expect(workspace.files.findings()).toEqual([]);
		expect(workspace.errors).toEqual([]);
	});

	test('[FB1] stories and contexts are followed', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await open(copy);
		const titles = () => workspace.artefacts().stories.map(({ title }) => title);
		const ids = workspace.artefacts().stories.map(({ id }) => id);
		copy.write('user_stories.md', HAND_WRITTEN_STORIES.replace('Lend a book', 'Lend it'));
		await until(() => titles().includes('Lend it'));
		expect(workspace.artefacts().stories.map(({ id }) => id)).toEqual(ids);
		copy.write('context_map.md', HAND_WRITTEN_CONTEXTS.replaceAll('Accounts', 'Readers'));
		await until(() => workspace.artefacts().contexts.some(({ name }) => name === 'Readers'));
	});

	test('[FB2] what is edited here at that moment stays, and reaches the file', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await open(copy);
		const mine = `${SESSION_DESIGN}\nWritten in the app.\n`;
		await workspace.rooms
			.open(`design:${ID}`)
			.edit(ADA, (yDoc) => setDesign(openDesignDoc(yDoc), mine, ADA));
		copy.write(DESIGN, EDITED);
		await says(workspace, 'Keeps every reader');
		await until(() => copy.read(DESIGN).includes('Written in the app.'));
		expect(copy.read(DESIGN)).toBe(`${EDITED}\nWritten in the app.\n`);
		expect(workspace.files.designText(ID)).toBe(copy.read(DESIGN));
	});

	test('[FB4] a file that is touched, or says the same again, changes and writes nothing', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await open(copy);
		const changes: string[] = [];
		workspace.rooms.onChange((name) => changes.push(name));
		utimesSync(join(copy.folder, DESIGN), new Date(), new Date());
		copy.write('user_stories.md', HAND_WRITTEN_STORIES);
		// The last change comes through, so those before it were looked at.
		copy.write('context_map.md', `${HAND_WRITTEN_CONTEXTS}\nMore.\n`);
		await until(() => changes.includes('contexts'));
		await workspace.files.flush();
		expect(changes).toEqual(['contexts']);
		expect(copy.git('diff', '--name-only').trim()).toBe('context_map.md');
	});

	test('[FB13] a file keeps its line endings and its mark', async () => {
		const theirs = `\uFEFF${SESSION_DESIGN.replaceAll('\n', '\r\n')}`;
		using copy = createWorkingCopy({ ...FILES, [DESIGN]: theirs });
		await using workspace = await open(copy);
		copy.write(DESIGN, theirs.replace('Keeps a reader', 'Keeps every reader'));
		await says(workspace, 'Keeps every reader');
		await workspace.files.flush();
		expect(copy.read(DESIGN)).toBe(theirs.replace('Keeps a reader', 'Keeps every reader'));
	});

	test('[FB5] what is written slowly is taken when it is whole', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await open(copy);
		const seen: string[] = [];
		workspace.rooms.onChange(() => seen.push(workspace.files.designText(ID)));
		const path = join(copy.folder, DESIGN);
		const half = Math.floor(EDITED.length / 2);
		writeFileSync(path, '');
		await pass(400);
		writeFileSync(path, EDITED.slice(0, half));
		await pass(400);
		appendFileSync(path, EDITED.slice(half));
		await says(workspace, 'Keeps every reader');
		expect(new Set(seen)).toEqual(new Set([EDITED]));
	});

	test('[FB5] conflict markers never become text, and the file is read once they are gone', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await open(copy);
		const conflicted = EDITED.replace(
			'Keeps',
			'<<<<<<< ours\nKeeps\n=======\nHolds\n>>>>>>> theirs\n',
		);
		copy.write(DESIGN, conflicted);
		const rules = () => workspace.files.findings().map(({ rule }) => rule);
		await until(() => rules().includes('file-has-conflicts'));
		expect(workspace.files.designText(ID)).toBe(SESSION_DESIGN);
		copy.write(DESIGN, EDITED);
		await says(workspace, 'Keeps every reader');
		expect(rules()).toEqual([]);
	});

	test('[FB11] a design file that appears is taken up, and one behind a link outside is not', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await open(copy);
		copy.write(
			'docs/design/books/shelf.md',
			'---\nid: cp_00000000bb\ncomponent: Shelf\n---\n\n# Shelf\n',
		);
		symlinkSync(copy.data, join(copy.folder, 'docs/design/out.md'));
		await until(() => workspace.files.designText('cp_00000000bb').includes('# Shelf'));
		copy.write(
			'docs/design/books/shelf.md',
			'---\nid: cp_00000000bb\ncomponent: Shelf\n---\n\n# Shelves\n',
		);
		await until(() => workspace.files.designText('cp_00000000bb').includes('# Shelves'));
		expect(workspace.files.designPath('cp_00000000bb')).toBe('docs/design/books/shelf.md');
		expect(workspace.files.designIds()).toHaveLength(2);
	});
});

function pass(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
