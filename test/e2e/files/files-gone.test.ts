import fs, { existsSync, linkSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Disk } from '#server/files/disk/disk.ts';
import type { ComponentId } from '#shared/id.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import {
	HAND_WRITTEN_CONTEXTS,
	HAND_WRITTEN_STORIES,
	SESSION_DESIGN,
} from '#test/fixtures/hand-written.ts';

const DESIGN = 'docs/design/accounts/session.md';
const ID: ComponentId = 'cp_0123456789';
const FILES = {
	'user_stories.md': HAND_WRITTEN_STORIES,
	'context_map.md': HAND_WRITTEN_CONTEXTS,
	[DESIGN]: SESSION_DESIGN,
};
const BY = 'mb_0000000000';

/** As file systems have it that take both names for one: the old one works and is not listed. */
function withoutCapitals(old: string): Disk {
	const isRenamed = () => existsSync(old.replace('session.md', 'Session.md'));
	const readdirSync = new Proxy(fs.readdirSync, {
		apply(target, self, args) {
			const entries: unknown[] = Reflect.apply(target, self, args);
			const name = (entry: unknown) => (entry instanceof fs.Dirent ? entry.name : entry);
			return isRenamed() ? entries.filter((entry) => name(entry) !== 'session.md') : entries;
		},
	});
	return { ...fs, readdirSync };
}

async function open(copy: WorkingCopy, disk: Disk = fs) {
	const workspace = await openFolder(copy, disk);
	await workspace.files.ready;
	return {
		workspace,
		path: () => workspace.files.designPath(ID),
		gone: () => workspace.files.questions().find(({ kind }) => kind === 'file-gone'),
	};
}

describe('files that go', () => {
	test('[FB9] a deleted design keeps its words, and is written again when a person says so', async () => {
		using copy = createWorkingCopy(FILES);
		const { workspace, gone } = await open(copy);
		await using _ = workspace;
		rmSync(join(copy.folder, DESIGN));
		const asked = await until(gone);
		expect(asked).toMatchObject({ path: DESIGN, artefact: ID });
		expect(workspace.findings()).toContainEqual(
			expect.objectContaining({ rule: 'file-missing', artefact: ID, file: DESIGN }),
		);
		expect(workspace.files.designText(ID)).toBe(SESSION_DESIGN);
		await workspace.files.flush();
		expect(existsSync(join(copy.folder, DESIGN))).toBe(false);
		await workspace.files.answer(asked.id, 'write', BY);
		await until(() => existsSync(join(copy.folder, DESIGN)));
		expect(copy.read(DESIGN)).toBe(SESSION_DESIGN);
		expect(gone()).toBeUndefined();
	});

	test('[FB9] a design let go keeps its words and gets no file, after a restart either', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await open(copy);
		rmSync(join(copy.folder, DESIGN));
		const asked = await until(first.gone);
		await first.workspace.files.answer(asked.id, 'archived', BY);
		await first.workspace[Symbol.asyncDispose]();
		const { workspace, gone } = await open(copy);
		await using _ = workspace;
		await workspace.files.flush();
		expect(gone()).toBeUndefined();
		expect(workspace.files.designText(ID)).toBe(SESSION_DESIGN);
		expect(existsSync(join(copy.folder, DESIGN))).toBe(false);
	});

	test('[FB9] stories whose file is deleted stay, and a file that comes back settles it', async () => {
		using copy = createWorkingCopy(FILES);
		const { workspace, gone } = await open(copy);
		await using _ = workspace;
		rmSync(join(copy.folder, 'user_stories.md'));
		await until(gone);
		expect(workspace.artefacts().stories).toHaveLength(3);
		copy.git('checkout', '-q', '--', 'user_stories.md');
		await until(() => gone() === undefined);
		expect(workspace.artefacts().stories).toHaveLength(3);
	});

	test('[FB10] a design whose file is renamed stays itself, words changed on the way included', async () => {
		using copy = createWorkingCopy(FILES);
		const { workspace, path, gone } = await open(copy);
		await using _ = workspace;
		copy.git('mv', DESIGN, 'docs/design/session.md');
		await until(() => path() === 'docs/design/session.md');
		const next = SESSION_DESIGN.replace('Keeps a', 'Keeps every');
		copy.write('docs/design/session.md', next);
		renameSync(join(copy.folder, 'docs/design/session.md'), join(copy.folder, DESIGN));
		await until(() => path() === DESIGN && workspace.files.designText(ID) === next);
		expect(gone()).toBeUndefined();
		expect(workspace.files.designIds()).toEqual([ID]);
		expect(workspace.files.findings()).toEqual([]);
	});

	test('[FB10] a design without an id is followed by its words', async () => {
		const bare = SESSION_DESIGN.replace(/^id: .*\n/m, '');
		using copy = createWorkingCopy({ ...FILES, [DESIGN]: bare });
		const { workspace, path } = await open(copy);
		await using _ = workspace;
		const moved = bare.replace('component: Session\n', '').replace('signed in', 'signed in here');
		unlinkSync(join(copy.folder, DESIGN));
		copy.write('docs/design/elsewhere.md', moved);
		await until(() => path() === 'docs/design/elsewhere.md');
		await until(() => workspace.files.designText(ID).includes('signed in here'));
		expect(workspace.files.designIds()).toEqual([ID]);
	});

	test('[FB10] a name that changes in its capitals only is followed', async () => {
		using copy = createWorkingCopy(FILES);
		const capital = 'docs/design/accounts/Session.md';
		const { workspace, path } = await open(copy, withoutCapitals(join(copy.folder, DESIGN)));
		await using _ = workspace;
		linkSync(join(copy.folder, DESIGN), join(copy.folder, capital));
		await until(() => path() === capital);
		expect(workspace.files.findings()).toEqual([]);
	});

	test('[FB10] two designs that swap their files stay themselves', async () => {
		const other = '---\nid: cp_00000000bb\ncomponent: Shelf\n---\n\n# Shelf\n';
		const otherPath = 'docs/design/shelf.md';
		using copy = createWorkingCopy({ ...FILES, [otherPath]: other });
		const { workspace, path } = await open(copy);
		await using _ = workspace;
		copy.write(DESIGN, other);
		copy.write(otherPath, SESSION_DESIGN);
		await until(() => path() === otherPath);
		expect(workspace.files.designPath('cp_00000000bb')).toBe(DESIGN);
		expect(workspace.files.designText(ID)).toBe(SESSION_DESIGN);
		expect(workspace.files.designText('cp_00000000bb')).toBe(other);
	});

	test('[FB10] a copy of a design is no second design', async () => {
		using copy = createWorkingCopy(FILES);
		const { workspace, path } = await open(copy);
		await using _ = workspace;
		copy.write('docs/design/copy.md', SESSION_DESIGN);
		await until(() => workspace.files.findings().some(({ rule }) => rule === 'design-id-twice'));
		expect(path()).toBe(DESIGN);
	});
});
