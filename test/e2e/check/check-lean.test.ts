import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintel } from '#test/e2e/world/lintel-command.ts';
import { CODE_FILE, createProvedCopy, STORY } from '#test/fixtures/proved-copy.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The machine's own Node, older than the one that Lintel brings along. */
const outerNode = (process.env['PATH'] ?? '')
	.split(delimiter)
	.filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp-bin'))
	.map((folder) => join(folder, 'node'))
	.find((path) => existsSync(path));

const place = createTemporaryFolder();
const folder = place.path;
const program = place.file('lintel-check.js');

beforeAll(() => {
	const rolldown = join(ROOT, 'node_modules/.bin/rolldown');
	execFileSync(
		rolldown,
		['-c', 'rolldown.check.config.mjs', '-o', program, '--log-level', 'warn'],
		{
			cwd: ROOT,
			stdio: 'pipe',
		},
	);
});

afterAll(() => place[Symbol.dispose]());

describe.each([
	['this Node', () => process.execPath],
	['the machine’s own Node', () => outerNode],
])('lintel-check under %s', (_, node) => {
	const run = (args: readonly string[], cwd: string, env: Record<string, string> = {}) =>
		spawnSync(node() ?? '', [program, ...args], {
			cwd,
			encoding: 'utf8',
			env: { PATH: '/usr/bin:/bin', ...env },
		});

	test('[CK12] is one file that says what lintel check says', async () => {
		// Beside the licences of what it carries.
		expect(readdirSync(folder).sort()).toEqual(['lintel-check.js', 'lintel-check.licences.txt']);
		using copy = await createProvedCopy();
		await copy.approve(STORY);
		copy.save();
		copy.commit();
		copy.write(CODE_FILE, '');
		const args = ['--root', copy.people.root, '--base', 'HEAD', '--json'];
		const [small, whole] = [run(args, copy.folder), await lintel(['check', ...args], copy)];
		expect(small.stderr).toBe('');
		expect(small.status).toBe(1);
		expect(JSON.parse(small.stdout)).toEqual(JSON.parse(whole.stdout));
	});

	test('[CK12] ends with 0, 1 or 2, and takes the root from LINTEL_ROOT', async () => {
		using copy = await createProvedCopy();
		copy.save();
		copy.write('docs/design/session.md', '');
		const clean = run(['--repo', copy.folder], folder, { LINTEL_ROOT: copy.people.root });
		expect(clean).toMatchObject({ status: 0, stderr: '' });
		expect(clean.stdout).toContain('(pinned)');
		expect(run([], copy.folder, { LINTEL_ROOT: '' }).status).toBe(2);
		expect(run(['--nonsense'], copy.folder).status).toBe(2);
		expect(run(['--repo', join(folder, 'nowhere')], folder).status).toBe(2);
		expect(run(['--repo', join(copy.folder, '.git')], folder).status).toBe(2);
		expect(run(['--help'], folder).status).toBe(0);
	});
});
