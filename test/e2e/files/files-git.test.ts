import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import type { ComponentId } from '#shared/id.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_STORIES, SESSION_DESIGN } from '#test/fixtures/hand-written.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const DESIGN = 'docs/design/accounts/session.md';
const ID: ComponentId = 'cp_0123456789';
const FILES = { 'user_stories.md': HAND_WRITTEN_STORIES, [DESIGN]: SESSION_DESIGN };
const THEIRS = SESSION_DESIGN.replace('Keeps a reader', 'Keeps every reader');

/** A branch `other` on which the design says something else. */
function withBranch(): WorkingCopy {
	const copy = createWorkingCopy(FILES);
	copy.git('checkout', '-q', '-b', 'other');
	copy.write(DESIGN, THEIRS);
	copy.git('commit', '-qam', 'Theirs');
	copy.git('checkout', '-q', 'main');
	return copy;
}

async function open(copy: WorkingCopy) {
	const workspace = await openFolder(copy);
	await workspace.files.ready;
	const text = () => workspace.files.designText(ID);
	const kinds = () => workspace.files.questions().map(({ kind }) => kind);
	const write = (next: string) =>
		workspace.rooms
			.open(`design:${ID}`)
			.edit(ADA, (yDoc) => setDesign(openDesignDoc(yDoc), next, ADA));
	return { workspace, text, kinds, write };
}

describe('git at work', () => {
	test('[FB6] a checkout rewrites no document; back on the branch all is as before', async () => {
		using copy = withBranch();
		const { workspace, text, kinds } = await open(copy);
		await using _ = workspace;
		copy.git('checkout', '-q', 'other');
		await until(() => kinds().includes('tree-differs'));
		expect(text()).toBe(SESSION_DESIGN);
		await workspace.files.flush();
		expect(copy.read(DESIGN)).toBe(THEIRS);
		copy.git('checkout', '-q', 'main');
		await until(() => kinds().length === 0);
		expect(text()).toBe(SESSION_DESIGN);
		expect(copy.git('status', '--porcelain')).toBe('');
	});

	test('[FB6] a checkout is no edit either where Lintel serves a folder of a repository', async () => {
		const file = `app/${DESIGN}`;
		using copy = createWorkingCopy({ [file]: SESSION_DESIGN });
		copy.git('checkout', '-q', '-b', 'other');
		copy.write(file, THEIRS);
		copy.git('commit', '-qam', 'Theirs');
		copy.git('checkout', '-q', 'main');
		const { workspace, text, kinds } = await open({ ...copy, folder: join(copy.folder, 'app') });
		await using _ = workspace;
		copy.git('checkout', '-q', 'other');
		await until(() => kinds().includes('tree-differs'));
		expect(text()).toBe(SESSION_DESIGN);
		await workspace.files.flush();
		expect(copy.read(file)).toBe(THEIRS);
	});

	test('[FB6] a person takes the text from the file, or writes theirs to it', async () => {
		using copy = withBranch();
		const { workspace, text, kinds, write } = await open(copy);
		await using _ = workspace;
		copy.git('checkout', '-q', 'other');
		const asked = await until(() => workspace.files.questions()[0]);
		expect((await workspace.files.answer(asked.id, 'take', 'mb_0000000000')).ok).toBe(true);
		expect(text()).toBe(THEIRS);
		expect(kinds()).toEqual([]);
		copy.git('checkout', '-q', 'main');
		const again = await until(() => workspace.files.questions()[0]);
		await write(`${THEIRS}\nMore.\n`);
		await workspace.files.flush();
		expect(copy.read(DESIGN)).toBe(SESSION_DESIGN);
		expect((await workspace.files.answer(again.id, 'write', 'mb_0000000000')).ok).toBe(true);
		await until(() => copy.read(DESIGN) === `${THEIRS}\nMore.\n`);
		expect(kinds()).toEqual([]);
	});

	test('[FB6] a checkout while Lintel was away is no edit either', async () => {
		using copy = withBranch();
		const first = await open(copy);
		await first.workspace[Symbol.asyncDispose]();
		copy.git('checkout', '-q', 'other');
		const { workspace, text, kinds } = await open(copy);
		await using _ = workspace;
		await until(() => kinds().includes('tree-differs'));
		expect(text()).toBe(SESSION_DESIGN);
	});

	test('[FB6] an edit on the other branch is an edit', async () => {
		using copy = withBranch();
		const { workspace, text, kinds } = await open(copy);
		await using _ = workspace;
		copy.git('checkout', '-q', 'other');
		await until(() => kinds().includes('tree-differs'));
		copy.write(DESIGN, `${THEIRS}\nMore.\n`);
		await until(() => text().includes('More.'));
		expect(text()).toBe(`${SESSION_DESIGN}\nMore.\n`);
		expect(copy.read(DESIGN)).toBe(`${THEIRS}\nMore.\n`);
	});

	test('[FB6] a stash takes nothing from the documents, and popping it asks nothing', async () => {
		using copy = createWorkingCopy(FILES);
		const { workspace, text, kinds, write } = await open(copy);
		await using _ = workspace;
		await write(THEIRS);
		await until(() => copy.read(DESIGN) === THEIRS);
		copy.git('stash', '-q');
		expect(copy.read(DESIGN)).toBe(SESSION_DESIGN);
		await until(() => kinds().includes('tree-differs'));
		expect(text()).toBe(THEIRS);
		copy.git('stash', 'pop', '-q');
		await until(() => kinds().length === 0);
		expect(text()).toBe(THEIRS);
		expect(copy.read(DESIGN)).toBe(THEIRS);
	});

	test('[FB6] going back to an older commit rewrites no document', async () => {
		using copy = createWorkingCopy(FILES);
		copy.write(DESIGN, THEIRS);
		copy.git('commit', '-qam', 'Theirs');
		const { workspace, text, kinds } = await open(copy);
		await using _ = workspace;
		copy.git('reset', '-q', '--hard', 'HEAD~1');
		await until(() => kinds().includes('tree-differs'));
		expect(text()).toBe(THEIRS);
	});

	test('[FB7] a pull is merged as an edit, five hundred files at once', async () => {
		const id = (n: number) => `cp_${String(n).padStart(10, '0')}` as const;
		const design = (n: number, words: string) => `---\nid: ${id(n)}\n---\n\n# C${n}\n\n${words}\n`;
		const many = Array.from({ length: 500 }, (_, n) => n);
		using copy = createWorkingCopy(
			Object.fromEntries(many.map((n) => [`docs/design/c${n}.md`, design(n, 'Old.')])),
		);
		copy.git('checkout', '-q', '-b', 'upstream');
		for (const n of many) copy.write(`docs/design/c${n}.md`, design(n, 'New.'));
		copy.git('commit', '-qam', 'All of them');
		copy.git('checkout', '-q', 'main');
		const { workspace, kinds } = await open(copy);
		await using _ = workspace;
		await workspace.rooms.open(`design:${id(7)}`).edit(ADA, (yDoc) => {
			setDesign(openDesignDoc(yDoc), `${design(7, 'Old.')}\nMine.\n`, ADA);
		});
		copy.git('merge', '-q', '--ff-only', 'upstream');
		const textOf = (n: number) => workspace.files.designText(id(n));
		await until(() => many.every((n) => textOf(n).includes('New.')), 60_000);
		expect(kinds()).toEqual([]);
		await until(() => copy.read('docs/design/c7.md') === `${design(7, 'New.')}\nMine.\n`);
		expect(copy.git('diff', '--name-only').trim()).toBe('docs/design/c7.md');
		expect(workspace.errors).toEqual([]);
	});

	test('[FB8] in the middle of a rebase nothing is read or written; after it, it is asked about', async () => {
		using copy = withBranch();
		copy.write(DESIGN, SESSION_DESIGN.replace('Keeps a reader', 'Keeps no reader'));
		copy.git('commit', '-qam', 'Ours');
		const { workspace, text, kinds, write } = await open(copy);
		await using _ = workspace;
		const before = text();
		expect(() => copy.git('rebase', '-q', 'other')).toThrow();
		expect(copy.read(DESIGN)).toContain('<<<<<<<');
		const rules = () => workspace.files.findings().map(({ rule }) => rule);
		await until(() => rules().includes('git-under-way'));
		const conflicted = copy.read(DESIGN);
		await write(`${before}\nMeanwhile.\n`);
		expect(await workspace.files.flush()).toEqual([]);
		expect(copy.read(DESIGN)).toBe(conflicted);
		copy.write(DESIGN, THEIRS.replace('every', 'each'));
		copy.git('add', '-A');
		copy.git('-c', 'core.editor=true', 'rebase', '--continue');
		await until(() => kinds().includes('tree-differs'));
		expect(text()).toBe(`${before}\nMeanwhile.\n`);
		expect(copy.read(DESIGN)).toBe(THEIRS.replace('every', 'each'));
		expect(rules()).not.toContain('git-under-way');
	});

	test('[FB8] a merge with conflicts waits until it is committed, and then is an edit', async () => {
		using copy = withBranch();
		copy.write(DESIGN, SESSION_DESIGN.replace('Keeps a reader', 'Keeps no reader'));
		copy.git('commit', '-qam', 'Ours');
		const { workspace, text, kinds } = await open(copy);
		await using _ = workspace;
		expect(() => copy.git('merge', '-q', 'other')).toThrow();
		copy.write(DESIGN, THEIRS);
		await until(() => workspace.files.findings().some(({ rule }) => rule === 'git-under-way'));
		expect(text()).toContain('Keeps no reader');
		copy.git('commit', '-qam', 'Merged');
		await until(() => text() === THEIRS);
		expect(kinds()).toEqual([]);
	});

	test('[FB8] a bisect moves HEAD about, and nothing happens', async () => {
		using copy = createWorkingCopy(FILES);
		for (const n of [1, 2, 3, 4]) {
			copy.write(DESIGN, `${SESSION_DESIGN}\nStep ${n}.\n`);
			copy.git('commit', '-qam', `Step ${n}`);
		}
		const { workspace, text, kinds } = await open(copy);
		await using _ = workspace;
		copy.git('bisect', 'start', '-q', 'HEAD', 'HEAD~4');
		await until(() => workspace.files.findings().some(({ rule }) => rule === 'git-under-way'));
		copy.git('bisect', 'bad');
		copy.git('bisect', 'reset');
		await until(() => workspace.files.findings().length === 0);
		expect(text()).toContain('Step 4.');
		expect(kinds()).toEqual([]);
	});

	test('[FB8] while git holds its lock nothing is written', async () => {
		using copy = createWorkingCopy(FILES);
		const { workspace, write } = await open(copy);
		await using _ = workspace;
		writeFileSync(join(copy.folder, '.git/index.lock'), '');
		await write(THEIRS);
		await new Promise((resolve) => setTimeout(resolve, 1_800));
		expect(copy.read(DESIGN)).toBe(SESSION_DESIGN);
		rmSync(join(copy.folder, '.git/index.lock'));
		await until(() => copy.read(DESIGN) === THEIRS);
		expect(existsSync(join(copy.folder, '.git/index.lock'))).toBe(false);
	});
});
