import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readingTools, writeFileTool } from '#server/runner/tools/file-tools.ts';
import { openFolder, plainPath } from '#server/runner/tools/folder.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { git, repository } from '#test/unit/runner/repository.ts';

const CODE = 'src/shelf.ts';
/** The names of links are no secret; what they lead to is. */
const VISIBLE = [
	...['.env.example', '.gitignore', 'leads-inside.txt', 'leads-out.txt', 'leads-to-env.txt'],
];

describe('a folder that the model works in', () => {
	test.each([
		'../secrets.txt',
		'src/../../secrets.txt',
		'/etc/passwd',
		'src/../.env',
		'.env',
		'.env.production',
		'config/.env',
		'.git/config',
		'.GIT/config',
		'.lintel/lintel.db',
		'deploy.pem',
		'left-out.txt',
		'leads-to-env.txt',
		'leads-out.txt',
		'src\\shelf.ts',
		'',
	])('[RN10] what is no file of the repository is not read: %j', async (path) => {
		await using world = await openWorld();
		const read = await world.call('read_file', { path });
		expect(read).toMatchObject({ ok: false });
		expect(JSON.stringify(read)).not.toContain('hunter2');
	});

	test.each([
		'/src/shelf.ts',
		'src/../src/shelf.ts',
		'src/./shelf.ts',
		'src//shelf.ts',
		'src/',
		'..',
	])('[RN10] only what stays inside is a path there: %s', (path) => {
		expect(plainPath(path)).toBeNull();
	});

	test('[RN10] a link is read by its own name and by where it leads: both have to be seen', async () => {
		await using world = await openWorld();
		// Git leaves the link out, and what it leads to is there.
		fs.symlinkSync('src/till.ts', join(world.folder, 'left-out.link'));
		// As long a name as the repository's, and the same path in it.
		const beside = join(world.folder, '../apq');
		fs.mkdirSync(join(beside, 'src'), { recursive: true });
		fs.writeFileSync(join(beside, CODE), 'hunter2');
		fs.symlinkSync(`../apq/${CODE}`, join(world.folder, 'leads-beside.txt'));
		git(world.folder, 'add', '-A');
		for (const path of ['left-out.link', 'leads-beside.txt']) {
			expect(await world.call('read_file', { path })).toMatchObject({
				error: { guard: 'no-file' },
			});
		}
	});

	test('[RN10] neither a list nor a search shows what may not be read', async () => {
		await using world = await openWorld();
		expect(await world.call('list_files', {})).toEqual({
			ok: true,
			value: [...VISIBLE, CODE, 'src/till.ts'].join('\n'),
		});
		expect(await world.call('search_text', { text: 'hunter2' })).toMatchObject({
			value: 'Found nowhere.',
		});
		expect(await world.call('search_text', { text: 'MOST' })).toMatchObject({
			value: expect.stringContaining('src/shelf.ts:1: export const MOST = 5;'),
		});
		expect(await world.call('read_file', { path: 'leads-inside.txt' })).toMatchObject({ ok: true });
	});

	test.each([
		'src/till.ts',
		'src/../src/till.ts',
		'../shelf.ts',
		'/tmp/shelf.ts',
		'.git/hooks/pre-commit',
		'lintel.config.json',
	])('[RN11] a file that is not the step’s is not written: %s', async (path) => {
		await using world = await openWorld();
		const before = fs.readFileSync(join(world.folder, 'src/till.ts'), 'utf8');
		const written = await world.call('write_file', { path, text: 'taken over' });
		expect(written).toMatchObject({ ok: false });
		expect(fs.readFileSync(join(world.folder, 'src/till.ts'), 'utf8')).toBe(before);
		expect(git(world.folder, 'status', '--porcelain')).toBe('');
	});

	test('[RN11] the step’s own file is written, and its folder made', async () => {
		await using world = await openWorld();
		const text = 'export const MOST = 6;\n';
		expect(await world.call('write_file', { path: `./${CODE}`, text })).toMatchObject({ ok: true });
		expect(fs.readFileSync(join(world.folder, CODE), 'utf8')).toBe(text);
		const path = 'test/deep/shelf.test.ts';
		expect(await world.call('write_file', { path, text })).toMatchObject({ ok: true });
	});

	test('[RN11] a link in the place of the step’s file, or above it, is not followed', async () => {
		await using world = await openWorld();
		fs.rmSync(join(world.folder, CODE));
		fs.symlinkSync('till.ts', join(world.folder, CODE));
		fs.symlinkSync(join(world.folder, 'src'), join(world.folder, 'test'));
		for (const path of [CODE, 'test/deep/shelf.test.ts'])
			expect(await world.call('write_file', { path, text: 'x' })).toMatchObject({
				error: { guard: 'file-behind-link' },
			});
		expect(fs.readFileSync(join(world.folder, 'src/till.ts'), 'utf8')).not.toBe('x');
	});

	test('[RN11] no step writes a secret, whatever its design names', async () => {
		await using world = await openWorld();
		for (const path of ['.env', 'deploy.pem', '.git/config'])
			expect(world.seen.write(path, 'x', [path])).toMatchObject({
				error: { guard: 'not-writable' },
			});
	});

	test('[RN10] [RN11] what is longer than a megabyte is neither read nor written', async () => {
		await using world = await openWorld();
		const text = 'x'.repeat(1024 * 1024 + 1);
		expect(await world.call('write_file', { path: CODE, text })).toMatchObject({
			error: { guard: 'file-size' },
		});
		fs.writeFileSync(join(world.folder, CODE), text);
		expect(await world.call('read_file', { path: CODE })).toMatchObject({
			error: { guard: 'file-size' },
		});
	});

	test('[RN4] what does not fit a tool’s schema is a sentence, and nothing is done', async () => {
		await using world = await openWorld();
		expect(await world.call('write_file', { path: CODE })).toMatchObject({
			error: { guard: 'tool-input', reason: expect.stringContaining('text') },
		});
	});
});

async function openWorld() {
	const opened = repository({
		'.gitignore': 'left-out.txt\nleft-out.link\n.env*\n!.env.example\n.lintel/\n',
		'.env.example': 'PASSWORD=\n',
		[CODE]: 'export const MOST = 5;\n',
		'src/till.ts': 'export const TILL = 1;\n',
	});
	const { folder } = opened;
	const put = (path: string, text: string) => fs.writeFileSync(join(folder, path), text);
	fs.symlinkSync('.env', join(folder, 'leads-to-env.txt'));
	fs.symlinkSync('../secrets.txt', join(folder, 'leads-out.txt'));
	fs.symlinkSync('src/till.ts', join(folder, 'leads-inside.txt'));
	git(folder, 'add', '-A');
	git(folder, 'commit', '-qm', 'Links');
	put('../secrets.txt', 'hunter2');
	for (const path of ['.env', '.env.production', 'left-out.txt']) put(path, 'PASSWORD=hunter2');
	put('deploy.pem', 'hunter2');
	git(folder, 'add', '-f', 'deploy.pem');
	git(folder, 'commit', '-qm', 'A key that somebody committed');
	fs.mkdirSync(join(folder, 'config'));
	put('config/.env', 'hunter2');
	fs.mkdirSync(join(folder, '.lintel'));
	put('.lintel/lintel.db', 'hunter2');

	const seen = openFolder({ disk: fs, run: runProgram, folder });
	const tools = [...readingTools(seen), writeFileTool(seen, [CODE, 'test/deep/shelf.test.ts'])];
	return {
		...{ folder, seen },
		call(name: string, input: Record<string, unknown>) {
			const tool = tools.find(({ definition }) => definition.name === name);
			return tool?.run(input, new AbortController().signal);
		},
		[Symbol.asyncDispose]: opened[Symbol.asyncDispose],
	};
}
