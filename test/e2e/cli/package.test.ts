import { execFileSync, spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintel, serve } from '#test/e2e/world/lintel-command.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_STORIES } from '#test/fixtures/hand-written.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MINUTES = 60_000;

/** The machine's own Nodes: what a person has who never cloned this repository. */
const outerPath = (process.env['PATH'] ?? '')
	.split(delimiter)
	.filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp-bin'));

const outerNode = outerPath.map((folder) => join(folder, 'node')).find((path) => existsSync(path));

let place: string;
let bin: string;

beforeAll(() => {
	place = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-package-')));
	const env = { ...process.env, PATH: outerPath.join(delimiter) };
	const npm = (args: readonly string[], cwd: string) =>
		execFileSync('npm', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	npm(['pack', '--pack-destination', place], ROOT);
	const tarball = readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '';
	npm(['init', '-y'], place);
	npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(place, tarball)], place);
	bin = join(place, 'node_modules/lintel/bin/lintel.js');
}, 8 * MINUTES);

afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('the packed package, installed in an empty folder', () => {
	test('[CM10] holds no source of the tests and no TypeScript', () => {
		const files = readdirSync(join(place, 'node_modules/lintel')).sort();
		expect(files).toEqual(
			expect.arrayContaining(['LICENSE', 'README.md', 'bin', 'build', 'dist', 'package.json']),
		);
		expect(files).not.toContain('server');
		expect(files).not.toContain('test');
	});

	test.each([
		['this Node', () => process.execPath],
		['the machine’s own Node', () => outerNode],
	])('[CM10] serves the app under %s', async (_, node) => {
		const path = node();
		if (path === undefined) throw new Error('There is no Node on the path.');
		using copy = createWorkingCopy({ 'user_stories.md': HAND_WRITTEN_STORIES });
		const env = { PATH: outerPath.join(delimiter) };
		const options = { ...copy, env, program: [path, bin] };
		const running = await serve(options);
		const page = await fetch(running.link);
		expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
		const asset = /\/_app\/immutable\/[\w./-]+\.js/.exec(await page.text())?.[0];
		expect((await fetch(running.origin + asset)).status).toBe(200);
		const status = await lintel(['status', '--json'], options);
		expect(JSON.parse(status.stdout)).toMatchObject({ stories: { total: 3 } });
		expect(await running.stop()).toBe(0);
		await expect(fetch(running.origin)).rejects.toThrow();
	});

	test('[CM10] the command on the path works as well', () => {
		const command = join(place, 'node_modules/.bin/lintel');
		const asked = spawnSync(command, ['--version'], { encoding: 'utf8' });
		expect(asked.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
	});

	test('[CK12] the check is a command of its own, with its schema beside it', () => {
		const command = join(place, 'node_modules/.bin/lintel-check');
		const env = { PATH: outerPath.join(delimiter) };
		const asked = spawnSync(command, ['--help'], { encoding: 'utf8', env });
		expect(asked).toMatchObject({ status: 0, stderr: '' });
		expect(asked.stdout).toContain('Usage: lintel-check');
		const files = readdirSync(join(place, 'node_modules/lintel'));
		expect(files).toContain('lintel-check.schema.json');
	});

	test('[LN3] hands on the licences of what it carries', () => {
		const lintel = join(place, 'node_modules/lintel');
		const named = (path: string) =>
			[...readFileSync(join(lintel, path), 'utf8').matchAll(/^(\S+) \d.* \(\S+\)$/gm)].map(
				([, name]) => name,
			);
		const both = ['@noble/hashes', 'web-tree-sitter', 'yaml', 'zod'];
		expect(named('dist/lintel-check.licences.txt')).toEqual(expect.arrayContaining(both));
		expect(named('dist/third-party-licences.txt')).toEqual(
			expect.arrayContaining([...both, 'commander', 'tree-sitter-elixir', 'tree-sitter-go']),
		);
		expect(named('build/client/third-party-licences.txt')).toContain('svelte');
	});

	test('[AD10] brings the parsers: adopts code, and its small check tells drift', async () => {
		using copy = createWorkingCopy(DRIFTING);
		const env = { PATH: outerPath.join(delimiter) };
		const adopted = await lintel(['adopt'], { ...copy, env, program: [process.execPath, bin] });
		expect(adopted.stderr).toBe('');
		expect(adopted.stdout).toContain('2 contexts proposed');
		const small = join(place, 'node_modules/lintel/dist/lintel-check.js');
		const check = (program: string) =>
			spawnSync(outerNode ?? process.execPath, [program], { cwd: copy.folder, encoding: 'utf8' });
		expect(check(small)).toMatchObject({ status: 0, stderr: '' });
		copy.write('src/mail/send.ts', "import '../accounts/session';\n");
		const found = check(small);
		expect(found.stdout).toContain('src/mail/send.ts:1:8 error import-not-allowed');
		expect(found.status).toBe(1);
		cpSync(small, join(place, 'lintel-check.mjs'));
		expect(check(join(place, 'lintel-check.mjs')).stdout).toContain('imports   not read');
	});
});

const DRIFTING = {
	'package.json': '{"name":"shop"}',
	'src/accounts/session.ts': "import '../mail/send';\nexport function signIn() {}\n",
	'src/accounts/account.ts': "import './session';\nexport function open() {}\n",
	'src/mail/send.ts': 'export function send() {}\n',
	'src/mail/post.ts': "import './send';\nexport function post() {}\n",
};
