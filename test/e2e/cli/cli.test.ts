import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { lintel, serve } from '#test/e2e/world/command.ts';
import { lintel as lintelProcess } from '#test/e2e/world/lintel-command.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_STORIES } from '#test/fixtures/hand-written.ts';

const STORIES = { 'user_stories.md': HAND_WRITTEN_STORIES };

describe('the command line', () => {
	test('[CM1] help lists every command and ends with 0', async () => {
		using repository = createWorkingCopy({});
		const { code, stdout } = await lintel(['--help'], repository);
		expect(code).toBe(0);
		const commands = ['serve', 'init', 'import', 'export', 'save', 'status', 'check', 'guard'];
		for (const command of [...commands, 'history', 'agent', 'webhook', 'mcp']) {
			expect(stdout).toContain(command);
		}
	});

	test('[CM1] the version is the package’s', async () => {
		using repository = createWorkingCopy({});
		const { code, stdout } = await lintelProcess(['--version'], repository);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
	});

	test('[CM1] an unknown command ends with 2 and says what was meant', async () => {
		using repository = createWorkingCopy({});
		const { code, stderr } = await lintel(['statsu'], repository);
		expect(code).toBe(2);
		expect(stderr).toContain('status');
	});

	test('[CM2] a folder that is not there, or is a file, is named with the fix', async () => {
		using repository = createWorkingCopy(STORIES);
		const missing = await lintel(['serve', '--repo', 'nowhere'], repository);
		expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('no folder') });
		const file = await lintel(['serve', '--repo', 'user_stories.md'], repository);
		expect(file).toMatchObject({ code: 2, stderr: expect.stringContaining('is not a folder') });
		expect(file.stderr).toContain('--repo DIR');
	});

	test('[CM2] a bare repository has no files to look at, and is refused', async () => {
		using repository = createWorkingCopy(STORIES);
		const bare = `${repository.data}-bare.git`;
		repository.git('clone', '-q', '--bare', '.', bare);
		const there = { ...repository, folder: bare };
		for (const refused of [
			await lintel(['check'], there),
			await lintel(['check'], { ...repository, folder: `${bare}/hooks` }),
			await lintel(['check', '--repo', 'hooks'], there),
			await lintel(['status', '--repo', '.git'], repository),
		]) {
			expect(refused).toMatchObject({ code: 2, stdout: '' });
			expect(refused.stderr).toContain('git worktree add');
		}
	});

	test('[CM2] an option that names nothing, or takes no such value, is refused', async () => {
		using repository = createWorkingCopy(STORIES);
		for (const [args, words] of [
			[['serve', '--port', ''], '--port takes a number'],
			[['serve', '--port', '1e3'], '--port takes a number'],
			[['serve', '--repo', ''], '--repo is empty'],
			[['serve', '--host', '0.0.0.0', '--port', '0'], '--tls-cert FILE --tls-key FILE'],
			[['status', '--nope'], 'lintel status --help'],
			[['agent', 'add'], 'lintel agent add --help'],
		] as const) {
			const refused = await lintel(args, repository);
			expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
			expect(refused.stderr).toMatch(/^lintel: /);
		}
	});

	test('[CM2] a place for the running note that cannot be made is named with the fix', async () => {
		using repository = createWorkingCopy(STORIES);
		const env = { LINTEL_DATA: '', XDG_DATA_HOME: join(repository.folder, 'user_stories.md') };
		const { code, stderr } = await lintelProcess(['serve', '--port', '0'], { ...repository, env });
		expect(code).toBe(2);
		expect(stderr).toMatch(/^lintel: .*user_stories\.md.* cannot be written/);
		expect(stderr).toContain('--data DIR');
		expect(stderr).not.toContain('    at ');
	});

	test('[CM2] settings with an unknown key are refused, with the key that was meant', async () => {
		using repository = createWorkingCopy({ 'lintel.config.json': '{ "presett": "phoenix" }' });
		const { code, stderr } = await lintel(['status'], repository);
		expect(code).toBe(2);
		expect(stderr).toContain('did you mean "preset"?');
	});

	test('[CM2] a port that another program has is named with that program', async () => {
		using repository = createWorkingCopy({});
		const other = createServer();
		const port = await new Promise<number>((resolve) => {
			other.listen(0, '127.0.0.1', () => {
				const address = other.address();
				resolve(typeof address === 'object' && address ? address.port : 0);
			});
		});
		const { code, stderr } = await lintel(['--port', String(port), '--no-open'], repository);
		other.close();
		expect(code).toBe(2);
		expect(stderr).toContain(`Port ${port}`);
		if (process.platform === 'linux') expect(stderr).toContain(`process ${process.pid}`);
		expect(stderr).toContain('--port');
	});

	test('[CM2] a database from a newer version is refused by name', async () => {
		using repository = createWorkingCopy(STORIES);
		const first = await serve(repository);
		const path = join(repository.data, first.slug, 'lintel.db');
		await first.stop();
		const database = new DatabaseSync(path);
		database.exec('PRAGMA user_version = 9999');
		database.close();
		const { code, stderr } = await lintel(['serve', '--port', '0'], repository);
		expect(code).toBe(2);
		expect(stderr).toContain(path);
		expect(stderr).toContain('newer version');
	});
});

describe('status', () => {
	test('[CM7] counts are the same with a running Lintel and without', async () => {
		using repository = createWorkingCopy(STORIES);
		const without = await lintel(['status', '--json'], repository);
		expect(without.code).toBe(0);
		expect(existsSync(join(repository.folder, '.lintel'))).toBe(false);
		expect(JSON.parse(without.stdout)).toMatchObject({
			stories: { total: 3, draft: 3 },
			criteria: 7,
			contexts: { total: 0 },
			designs: { total: 0 },
			log: { events: 0, verified: true },
		});
		await using _ = await serve(repository);
		const running = await lintel(['status', '--json'], repository);
		expect(JSON.parse(running.stdout)).toEqual(JSON.parse(without.stdout));
	});

	test('status for people is short', async () => {
		using repository = createWorkingCopy(STORIES);
		const { stdout } = await lintel(['status'], repository);
		expect(stdout).toContain('3 (3 draft), 7 criteria');
	});
});

describe('agents', () => {
	test('[CM8] a token is printed once, listed by name, and ends with revoke', async () => {
		using repository = createWorkingCopy(STORIES);
		await using _ = await serve(repository);
		const added = await lintel(['agent', 'add', 'robin'], repository);
		expect(added.stdout).toMatch(/^lat_[\w-]{43}\n$/);
		const twice = await lintel(['agent', 'add', 'robin'], repository);
		expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('robin') });
		const listed = await lintel(['agent', 'list'], repository);
		expect(listed.stdout).toContain('robin');
		expect(listed.stdout).not.toContain('lat_');
		expect((await lintel(['agent', 'revoke', 'robin'], repository)).code).toBe(0);
		expect((await lintel(['agent', 'revoke', 'robin'], repository)).code).toBe(2);
	});
});

describe('import and export', () => {
	test('[CM9] an import says what became what, a dry run changes nothing, and twice is once', async () => {
		using repository = createWorkingCopy({});
		const file = join(repository.data, '..', 'bookshop.md');
		writeFileSync(file, HAND_WRITTEN_STORIES);
		const dry = await lintel(['import', file, '--dry-run'], repository);
		expect(dry.stdout).toContain('3 would be added');
		expect(repository.git('status', '--porcelain')).toBe('');

		const imported = await lintel(['import', file], repository);
		expect(imported.stdout).toMatch(/"Sign in with email", 3 criteria +became a new story/);
		expect(imported.stdout).toContain('3 added');
		expect(repository.read('user_stories.md')).toContain('Some words about the shop');

		const again = await lintel(['import', file], repository);
		expect(again.stdout).toContain('0 added, 0 updated, 3 the same');
	});

	test('[CM9] an import through the Lintel that runs arrives in its documents', async () => {
		using repository = createWorkingCopy({});
		await using _ = await serve(repository);
		const file = join(repository.data, 'bookshop.md');
		writeFileSync(file, HAND_WRITTEN_STORIES);
		expect((await lintel(['import', file], repository)).code).toBe(0);
		const { stdout } = await lintel(['status', '--json'], repository);
		expect(JSON.parse(stdout)).toMatchObject({ stories: { total: 3 }, criteria: 7 });
	});

	test('[CM9] a file that cannot be read is named, and the others are imported', async () => {
		using repository = createWorkingCopy({ 'other.md': HAND_WRITTEN_STORIES });
		const { code, stdout, stderr } = await lintel(['import', 'missing.md', 'other.md'], repository);
		expect(code).toBe(1);
		expect(stderr).toContain('missing.md');
		expect(stdout).toContain('3 added');
	});

	test('[CM9] a file without artefacts, a folder and an odd section are named, each with its fix', async () => {
		using repository = createWorkingCopy({
			'prose.md': 'Only words.\n',
			'odd.md': '## How we work\n\nWords.\n\n## Sign in\n\nAs a reader, I want to sign in.\n',
		});
		const prose = await lintel(['import', 'prose.md', '--dry-run'], repository);
		expect(prose).toMatchObject({ code: 1, stderr: expect.stringContaining('prose.md holds no') });
		const folder = await lintel(['import', '.', '--dry-run'], repository);
		expect(folder).toMatchObject({ code: 1, stderr: expect.stringContaining('import FILE…') });
		const { stderr } = await lintel(['import', 'odd.md', '--dry-run'], repository);
		expect(stderr).toMatch(/^odd\.md:\d+ {2}This section/m);
	});

	test('[CM9] an export brings back a file that is gone, and a dry run only says so', async () => {
		using repository = createWorkingCopy(STORIES);
		const running = await serve(repository);
		await running.stop();
		repository.git('rm', '-q', 'user_stories.md');
		const dry = await lintel(['export', '--dry-run'], repository);
		expect(dry.stdout).toContain('would write user_stories.md');
		expect(existsSync(join(repository.folder, 'user_stories.md'))).toBe(false);
		await lintel(['export'], repository);
		expect(repository.read('user_stories.md')).toContain('Put a book on the shelf');
	});
});
