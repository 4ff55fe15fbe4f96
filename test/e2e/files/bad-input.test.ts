import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	closeSync,
	ftruncateSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import { setStoryNotes } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { lintel, serve } from '#test/e2e/world/lintel-command.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { unprivileged } from '#test/e2e/world/unprivileged.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_CONTEXTS, HAND_WRITTEN_STORIES } from '#test/fixtures/hand-written.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const FILES = { 'user_stories.md': HAND_WRITTEN_STORIES, 'context_map.md': HAND_WRITTEN_CONTEXTS };

function editNotes(workspace: Workspace, notes: string): Promise<void> {
	return workspace.rooms.open('stories').edit(ADA, (yDoc) => {
		const doc = openStoriesDoc(yDoc);
		setStoryNotes(doc, readStories(doc)[0]?.id ?? 'st_0000000000', notes, ADA);
	});
}

function rulesOf(workspace: Workspace): string[] {
	return workspace.files.findings().map(({ rule }) => rule);
}

describe('files that cannot be taken', () => {
	test('[FI5] 100 MB of stories are left alone, and the contexts are served', async () => {
		using copy = createWorkingCopy(FILES);
		const path = join(copy.folder, 'user_stories.md');
		const file = openSync(path, 'r+');
		ftruncateSync(file, 100 * 1024 * 1024);
		closeSync(file);
		await using workspace = await openFolder(copy);
		const finding = workspace.findings().find(({ rule }) => rule === 'file-too-large');
		expect(finding?.message).toContain('100 MiB');
		expect(workspace.artefacts().contexts).toHaveLength(1);
		await editNotes(workspace, 'x');
		await workspace.files.flush();
		expect(statSync(path).size).toBe(100 * 1024 * 1024);
	});

	test('[FI5] more stories than the limit are left alone, and taken once they are fewer', async () => {
		const many = Array.from(
			{ length: 5_001 },
			(_, n) => `## Story ${n}\n\n**Acceptance Criteria**\n- one\n`,
		).join('\n');
		using copy = createWorkingCopy({ 'user_stories.md': many });
		const first = await openFolder(copy);
		expect(first.files.findings()[0]?.message).toContain('5,000 stories');
		expect(first.artefacts().stories).toEqual([]);
		await first[Symbol.asyncDispose]();
		expect(copy.read('user_stories.md')).toBe(many);
		copy.write('user_stories.md', HAND_WRITTEN_STORIES);
		await using again = await openFolder(copy);
		expect(again.artefacts().stories).toHaveLength(3);
		expect(rulesOf(again)).toEqual([]);
	});

	test('[FI5] invalid UTF-8 is named with its line', async () => {
		using copy = createWorkingCopy(FILES);
		const path = join(copy.folder, 'user_stories.md');
		writeFileSync(
			path,
			Buffer.concat([Buffer.from('# Stories\n\n## Caf'), Buffer.from([0xe9]), Buffer.from('\n')]),
		);
		await using workspace = await openFolder(copy);
		expect(workspace.files.findings()).toMatchObject([{ rule: 'file-not-utf8', line: 3 }]);
		expect(workspace.artefacts().contexts).toHaveLength(1);
	});

	test('[FI5] conflict markers are never read, and the document waits', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		await first[Symbol.asyncDispose]();
		const conflicted = `${HAND_WRITTEN_STORIES}\n<<<<<<< HEAD\n## Mine\n=======\n## Theirs\n>>>>>>> other\n`;
		copy.write('user_stories.md', conflicted);
		await using workspace = await openFolder(copy);
		expect(rulesOf(workspace)).toEqual(['file-has-conflicts']);
		expect(workspace.artefacts().stories).toHaveLength(3);
		await editNotes(workspace, 'x');
		await workspace.files.flush();
		expect(copy.read('user_stories.md')).toBe(conflicted);
	});

	test('[FI5] a link out of the repository, and a folder of a file’s name, are left alone', async () => {
		using copy = createWorkingCopy({});
		mkdirSync(join(copy.folder, 'user_stories.md'));
		mkdirSync(copy.data);
		writeFileSync(join(copy.data, 'secret.md'), '## Secret\n\n- one\n');
		symlinkSync(join(copy.data, 'secret.md'), join(copy.folder, 'context_map.md'));
		await using workspace = await openFolder(copy);
		expect(rulesOf(workspace).sort()).toEqual(['file-not-regular', 'file-outside-repository']);
		expect(workspace.artefacts().contexts).toEqual([]);
	});
});

describe('places that cannot be written', () => {
	test('[FI7] a read-only repository is served, and edits wait in the database', async (context) => {
		const program = unprivileged();
		if (program === null) return context.skip('cannot become another user here');
		using copy = createWorkingCopy(FILES);
		mkdirSync(copy.data);
		for (const folder of [join(copy.data, '..'), copy.data]) chmodSync(folder, 0o777);
		chmodSync(copy.folder, 0o555);
		const options = { ...copy, program };
		{
			await using running = await serve(options);
			await until(() => running.stderr().includes('Nothing can be written in'));
			const hello = await fetch(`${running.origin}/api/w/${running.slug}/hello`);
			expect(hello.ok).toBe(true);
		}
		const status = await lintel(['status', '--json'], options);
		expect(JSON.parse(status.stdout)).toMatchObject({ stories: { total: 3 } });
		chmodSync(copy.folder, 0o755);
		expect(copy.git('status', '--porcelain')).toBe('');
	});

	test('[FI7] without a place for the database the way out is named', async (context) => {
		const program = unprivileged();
		if (program === null) return context.skip('cannot become another user here');
		using copy = createWorkingCopy(FILES);
		chmodSync(join(copy.folder, '..'), 0o755);
		chmodSync(copy.folder, 0o555);
		const state = join(copy.data, 'state');
		mkdirSync(state, { recursive: true });
		for (const folder of [copy.data, state]) chmodSync(folder, 0o777);
		const env = { LINTEL_DATA: '', XDG_DATA_HOME: state, HOME: state };
		const ended = await lintel(['serve', '--port', '0', '--no-open'], { ...copy, program, env });
		chmodSync(copy.folder, 0o755);
		expect(ended.code).toBe(2);
		expect(ended.stderr).toContain('--data DIR');
	});

	test('[FI7] a full disk loses nothing: the file is as it was, and is written when there is room', async (context) => {
		using copy = createWorkingCopy({});
		const small = join(copy.folder, 'small');
		mkdirSync(small);
		try {
			execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small], { stdio: 'pipe' });
		} catch {
			return context.skip('cannot mount a small tmpfs here');
		}
		try {
			writeFileSync(join(small, 'user_stories.md'), HAND_WRITTEN_STORIES);
			await using workspace = await openFolder({ folder: small, data: copy.data });
			writeFileSync(join(small, 'ballast'), Buffer.alloc(180 * 1024));
			const notes = 'word '.repeat(20_000);
			await editNotes(workspace, notes);
			await until(() => rulesOf(workspace).includes('disk-full'));
			expect(readFileSync(join(small, 'user_stories.md'), 'utf8')).toBe(HAND_WRITTEN_STORIES);
			rmSync(join(small, 'ballast'));
			await until(() => readFileSync(join(small, 'user_stories.md'), 'utf8').length > notes.length);
			expect(rulesOf(workspace)).toEqual([]);
		} finally {
			execFileSync('umount', [small]);
		}
	});
});

describe('a database that takes nothing more', () => {
	test('[ST11] is told in words at a start, also where the first of it could be written', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await serve(copy);
		const path = join(copy.data, first.slug, 'lintel.db');
		await first.stop();
		const database = new DatabaseSync(path);
		database.exec(
			`DELETE FROM meta WHERE name = 'relay';
			CREATE TRIGGER full BEFORE INSERT ON meta BEGIN SELECT RAISE(ABORT, 'no room'); END`,
		);
		database.close();
		const ended = await lintel(['serve', '--port', '0', '--no-open'], copy);
		expect(ended.code).toBe(2);
		expect(ended.stderr).toContain(`${path} could not be written: no room.`);
		expect(ended.stderr).not.toContain('inside Lintel');
	});
});

describe('a damaged database', () => {
	test('[CM2] is named with its backup, and nothing is overwritten', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await serve(copy);
		const path = join(copy.data, first.slug, 'lintel.db');
		await first.stop();
		const file = openSync(path, 'r+');
		writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, 0);
		closeSync(file);
		const damaged = readFileSync(path);
		const ended = await lintel(['serve', '--port', '0', '--no-open'], copy);
		expect(ended.code).toBe(2);
		expect(ended.stderr).toContain(path);
		expect(ended.stderr).toContain(`${path}.backup`);
		expect(readFileSync(path)).toEqual(damaged);
	});

	test.each([
		['a document', `UPDATE docs SET snapshot = x'0101ff'`],
		['a decision', `INSERT INTO events VALUES (1, 'id', '{"event":z}')`],
		['its relay’s key', `UPDATE meta SET value = '{"id":"rl_' WHERE name = 'relay'`],
	])(
		'[ST9] is named where only %s in it cannot be read, and its backup is kept',
		async (_, harm) => {
			using copy = createWorkingCopy(FILES);
			const first = await serve(copy);
			const path = join(copy.data, first.slug, 'lintel.db');
			await first.stop();
			const backup = readFileSync(`${path}.backup`);
			const database = new DatabaseSync(path);
			database.exec(harm);
			database.close();
			const ended = await lintel(['serve', '--port', '0', '--no-open'], copy);
			expect(ended.code).toBe(2);
			expect(ended.stderr).toContain(`The database ${path} is damaged.`);
			expect(ended.stderr).toContain(`${path}.backup`);
			expect(readFileSync(`${path}.backup`)).toEqual(backup);
		},
	);
});
