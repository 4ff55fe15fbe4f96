import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runTests } from '#server/evidence/run-tests.ts';
import { bareEnvironment } from '#server/runner/environment.ts';
import { branchName } from '#server/runner/worktree/branch-name.ts';
import { createGit } from '#server/runner/worktree/git.ts';
import { createWorktrees, type Worktree } from '#server/runner/worktree/worktrees.ts';
import { git, repository } from '#test/unit/runner/repository.ts';

const CODE = 'src/shelf.ts';
const TEST = 'test/shelf.test.ts';
const TESTS = 'lintel/component-tests/shelf';
const BRANCH = 'lintel/component-code/shelf';

describe('a worktree of a Session', () => {
	test('[RN20] what is written there never touches the person’s checkout', async () => {
		await using world = openWorld();
		fs.writeFileSync(join(world.folder, CODE), 'half an edit\n');
		git(world.folder, 'add', CODE);
		const before = git(world.folder, 'status', '--porcelain=v2', '--branch');
		const tree = await world.open(BRANCH);
		expect(fs.readFileSync(join(tree.folder, CODE), 'utf8')).toBe('export const MOST = 5;\n');
		world.write(tree, CODE, 'export const MOST = 6;\n');
		expect(await tree.commit([CODE], 'Write the code of Shelf')).toMatchObject({ ok: true });
		expect(git(world.folder, 'status', '--porcelain=v2', '--branch')).toBe(before);
		expect(git(world.folder, 'show', `${BRANCH}:${CODE}`)).toBe('export const MOST = 6;');
		expect(tree.folder.startsWith(world.folder)).toBe(false);
		expect(git(world.folder, 'log', '-1', '--format=%s %an', BRANCH)).toBe(
			'Write the code of Shelf Lintel runner',
		);
	});

	test('[RN20] only the files of the step are committed, and what programs left is gone', async () => {
		await using world = openWorld();
		const tree = await world.open(BRANCH);
		world.write(tree, CODE, 'export const MOST = 6;\n');
		world.write(tree, 'notes.txt', 'left by a test run');
		world.write(tree, '.gitignore', 'changed by a test run');
		await tree.commit([CODE], 'Write the code');
		expect(git(tree.folder, 'status', '--porcelain')).toBe('');
		expect(fs.existsSync(join(tree.folder, 'notes.txt'))).toBe(false);
		expect(git(world.folder, 'diff', '--name-only', `main...${BRANCH}`)).toBe(CODE);
		expect(await tree.commit([CODE], 'Again')).toEqual({ ok: true, value: null });
	});

	test('[RN21] one that exists is gone on with, edits and all', async () => {
		await using world = openWorld();
		const tree = await world.open(BRANCH);
		world.write(tree, CODE, 'half a file');
		const again = await world.open(BRANCH);
		expect(again.folder).toBe(tree.folder);
		expect(fs.readFileSync(join(again.folder, CODE), 'utf8')).toBe('half a file');
	});

	test('[RN21] one whose folder is gone comes back from its branch', async () => {
		await using world = openWorld();
		const tree = await world.open(BRANCH);
		world.write(tree, CODE, 'export const MOST = 6;\n');
		await tree.commit([CODE], 'Write the code');
		fs.rmSync(tree.folder, { recursive: true });
		const again = await world.open(BRANCH);
		expect(fs.readFileSync(join(again.folder, CODE), 'utf8')).toBe('export const MOST = 6;\n');
	});

	test('[RN22] code begins from the tests that another Session wrote, merged or not', async () => {
		await using world = openWorld();
		const tests = await world.open(TESTS);
		world.write(tests, TEST, 'a test');
		await tests.commit([TEST], 'Write the tests');
		const code = await world.open(BRANCH, TESTS);
		expect(fs.readFileSync(join(code.folder, TEST), 'utf8')).toBe('a test');
	});

	test('[RN22] what people committed meanwhile is brought in; a conflict is theirs', async () => {
		await using world = openWorld();
		const tree = await world.open(BRANCH);
		world.write(tree, CODE, 'export const MOST = 6;\n');
		await tree.commit([CODE], 'Write the code');
		fs.rmSync(tree.folder, { recursive: true });
		fs.writeFileSync(join(world.folder, 'README.md'), 'New.\n');
		git(world.folder, 'add', '-A');
		git(world.folder, 'commit', '-qm', 'Two');
		const again = await world.open(BRANCH);
		expect(fs.existsSync(join(again.folder, 'README.md'))).toBe(true);

		fs.rmSync(again.folder, { recursive: true });
		fs.writeFileSync(join(world.folder, CODE), 'export const MOST = 7;\n');
		git(world.folder, 'commit', '-qam', 'Three');
		expect(await world.worktrees.open({ branch: BRANCH, on: null })).toMatchObject({
			error: { guard: 'branch-conflict' },
		});
		expect(git(world.folder, 'show', `${BRANCH}:${CODE}`)).toBe('export const MOST = 6;');
	});

	test('[RN23] a branch that a person has checked out is left to them', async () => {
		await using world = openWorld();
		git(world.folder, 'checkout', '-qb', BRANCH);
		expect(await world.worktrees.open({ branch: BRANCH, on: null })).toMatchObject({
			error: { guard: 'branch-in-use' },
		});
	});

	test('[RN23] without git, or without a commit, it says what to do', async () => {
		await using world = openWorld();
		fs.rmSync(join(world.folder, '.git'), { recursive: true });
		const ask = { branch: BRANCH, on: null };
		expect(await world.worktrees.open(ask)).toMatchObject({ error: { guard: 'no-git' } });
		git(world.folder, 'init', '-q');
		expect(await world.worktrees.open(ask)).toMatchObject({ error: { guard: 'no-commit' } });
	});

	test('[RN24] removing it leaves the branch with the work, and none without', async () => {
		await using world = openWorld();
		const [done, empty] = [await world.open(BRANCH), await world.open(TESTS)];
		world.write(done, CODE, 'export const MOST = 6;\n');
		await done.commit([CODE], 'Write the code');
		await done.remove();
		await empty.remove();
		expect(fs.existsSync(done.folder)).toBe(false);
		expect(git(world.folder, 'branch', '--list', 'lintel/*').trim()).toBe(BRANCH);
		expect(git(world.folder, 'worktree', 'list').split('\n')).toHaveLength(1);
	});

	test('[RN25] installed packages are there, left out by git, and safe from what tests write', async () => {
		await using world = openWorld();
		fs.mkdirSync(join(world.folder, 'node_modules/left-pad'), { recursive: true });
		fs.writeFileSync(join(world.folder, 'node_modules/left-pad/index.js'), '1');
		fs.mkdirSync(join(world.folder, 'node_modules/.vite/deps'), { recursive: true });
		const tree = await world.open(BRANCH);
		expect(fs.readFileSync(join(tree.folder, 'node_modules/left-pad/index.js'), 'utf8')).toBe('1');
		expect(git(tree.folder, 'status', '--porcelain')).toBe('');
		// What tools keep is their own in either place, also what is there already.
		fs.mkdirSync(join(tree.folder, 'node_modules/.vite/deps/mine'), { recursive: true });
		fs.mkdirSync(join(tree.folder, 'node_modules/.vitest'));
		expect(fs.readdirSync(join(world.folder, 'node_modules/.vite/deps'))).toEqual([]);
		expect(fs.existsSync(join(world.folder, 'node_modules/.vitest'))).toBe(false);
		await tree.remove();
		expect(fs.existsSync(join(world.folder, 'node_modules/left-pad/index.js'))).toBe(true);
	});

	test('[RN25] a folder that git does not leave out is not lent', async () => {
		await using world = openWorld();
		fs.writeFileSync(join(world.folder, '.gitignore'), 'other/\n');
		git(world.folder, 'commit', '-qam', 'Left in');
		fs.mkdirSync(join(world.folder, 'node_modules/left-pad'), { recursive: true });
		const tree = await world.open(BRANCH);
		expect(fs.existsSync(join(tree.folder, 'node_modules'))).toBe(false);
		expect(git(tree.folder, 'status', '--porcelain')).toBe('');
	});

	test('[RN26] no hook of the repository runs', async () => {
		await using world = openWorld();
		for (const hook of ['post-checkout', 'pre-commit', 'commit-msg'])
			fs.writeFileSync(
				join(world.folder, `.git/hooks/${hook}`),
				`#!/bin/sh\ntouch "${world.folder}/ran-${hook}"\nexit 1\n`,
				{ mode: 0o755 },
			);
		const watcher = join(world.folder, '.git/watcher');
		const script = `#!/bin/sh\ntouch "${world.folder}/ran-watcher"\nexit 1\n`;
		fs.writeFileSync(watcher, script, { mode: 0o755 });
		git(world.folder, 'config', 'core.fsmonitor', watcher);
		git(world.folder, 'config', 'commit.gpgSign', 'true');
		git(world.folder, 'config', 'gpg.program', watcher);
		const tree = await world.open(BRANCH);
		world.write(tree, CODE, 'export const MOST = 6;\n');
		expect(await tree.commit([CODE], 'Write the code')).toMatchObject({ ok: true });
		expect(fs.readdirSync(world.folder).filter((name) => name.startsWith('ran'))).toEqual([]);
	});
});

test('[RN20] branches are named after the Session and what it is about', () => {
	expect(branchName('component-code', 'SessionStore', 'cp_ses0000000')).toBe(
		'lintel/component-code/session-store',
	);
	expect(branchName('context-code', '../../Läden & Co.', 'cx_acc0000000')).toBe(
		'lintel/context-code/la-den-co',
	);
	expect(branchName('integration', '本', 'st_k3f9x2m7qa')).toBe('lintel/integration/st-k3f9x2m7qa');
});

function openWorld() {
	const opened = repository({
		'.gitignore': 'node_modules/\n',
		[CODE]: 'export const MOST = 5;\n',
	});
	const worktrees = createWorktrees({
		...{ disk: fs, root: opened.folder, place: join(opened.folder, '../worktrees') },
		git: createGit({ runTests, environment: bareEnvironment(process.env) }),
		share: ['node_modules'],
	});
	return {
		...{ worktrees, folder: opened.folder },
		async open(branch: string, on: string | null = null) {
			const tree = await worktrees.open({ branch, on });
			if (!tree.ok) throw new Error(`${tree.error.reason} ${tree.error.fix}`);
			return tree.value;
		},
		write({ folder }: Worktree, path: string, text: string) {
			fs.mkdirSync(join(folder, path, '..'), { recursive: true });
			fs.writeFileSync(join(folder, path), text);
		},
		[Symbol.asyncDispose]: opened[Symbol.asyncDispose],
	};
}
