/** The ways in which teams keep a git repository that is not one folder with all of it in it. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shellFor } from '#test/e2e/world/guard-command.ts';
import { lintel } from '#test/e2e/world/lintel-command.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import {
	CODE_FILE,
	createProvedCopy,
	DESIGN,
	DESIGN_FILE,
	type ProvedCopy,
} from '#test/fixtures/proved-copy.ts';

async function saved(): Promise<ProvedCopy> {
	const copy = await createProvedCopy();
	copy.save();
	copy.commit();
	return copy;
}

describe('a sparse checkout', () => {
	test('[CK28] is told what of Lintel’s it leaves out, until it is brought in', async () => {
		using copy = await saved();
		copy.git('sparse-checkout', 'set', 'src');
		const { findings } = await copy.report({ scope: { rules: [], changed: 'HEAD' } });
		expect(findings.find(({ rule }) => rule === 'checkout-sparse')).toMatchObject({
			severity: 'error',
			message: expect.stringContaining('leaves out .lintel, docs/design.'),
			fix: 'Bring it in: git sparse-checkout add .lintel docs/design',
		});
		await using workspace = await openFolder(copy);
		const told = () => workspace.files.findings().map(({ rule }) => rule);
		expect(told()).toContain('checkout-sparse');
		copy.git('sparse-checkout', 'add', '.lintel', 'docs/design');
		expect((await copy.report()).findings.map(({ rule }) => rule)).not.toContain('checkout-sparse');
		await until(() => !told().includes('checkout-sparse'));
	});

	test('[CK28] is guarded by what git has, not by what lies there', async () => {
		using copy = await saved();
		await lintel(['guard', 'install', '--git'], copy);
		copy.git('sparse-checkout', 'set', 'src');
		copy.write(CODE_FILE, 'export const session = 1;\n');
		const refused = shellFor(copy).run(`git add ${CODE_FILE} && git commit -m Code`);
		expect(refused.stderr).toContain(`The design of ${CODE_FILE}`);
		expect(refused.status).not.toBe(0);
	});
});

/** The same in the folder `bookshop` of a repository that has more in it, and a worktree of that beside. */
async function inFolder(): Promise<{ copy: ProvedCopy; worktree: string }> {
	const copy = await createProvedCopy();
	rmSync(join(copy.folder, '.git'), { recursive: true });
	copy.git('init', '-q', '-b', 'main', '..');
	copy.write('lintel.config.json', '{ "preset": "typescript" }\n');
	await copy.approve(DESIGN);
	copy.save();
	copy.commit();
	const tree = join(dirname(copy.folder), 'tree');
	copy.git('worktree', 'add', '-q', '-b', 'tree', tree);
	return { copy, worktree: join(tree, 'bookshop') };
}

describe('a folder of a repository, and of a worktree', () => {
	test('[GU6] is what the hooks judge, by its own paths', async () => {
		const { copy, worktree } = await inFolder();
		using _ = copy;
		const { run } = shellFor(copy);
		await lintel(['guard', 'install', '--git', '--ci', 'github'], copy);
		const { stdout } = await lintel(['guard', 'status'], copy);
		expect(stdout).toMatch(/pre-commit +installed/);
		expect(stdout).toMatch(/github +installed/);
		expect(copy.read('../.github/workflows/lintel.yml')).toContain('/repository/bookshop" --base');
		const remote = `${copy.data}-remote.git`;
		for (const folder of [copy.folder, worktree]) {
			const commit = (line: string) =>
				run(`${line} && git add -A . && git commit -qm x`, '', folder);
			expect(commit(`mkdir -p src && echo 1 > ${CODE_FILE} && echo 1 > ../other.ts`).stderr).toBe(
				'',
			);
			const refused = commit(`echo 2 > ${CODE_FILE} && echo More. >> ${DESIGN_FILE}`);
			expect(refused.stderr).toContain(`The design of ${CODE_FILE} (${DESIGN_FILE}) is changed`);
			expect(refused.status).not.toBe(0);
		}
		const push = `git init -q --bare ${remote} && git commit -qnm x && git push -q ${remote} HEAD`;
		const pushed = run(push, '', worktree);
		expect(pushed.stderr).toContain(`The design of ${CODE_FILE} (${DESIGN_FILE}) is changed`);
	});

	test('[IN2] has its log put into a commit where it lies', async () => {
		const { copy, worktree } = await inFolder();
		using _ = copy;
		const { run } = shellFor(copy);
		await lintel(['init', '--hook'], copy);
		// One that remembers, and saves again what is gone.
		await lintel(['save'], { ...copy, folder: worktree });
		rmSync(join(worktree, '.lintel/log'), { recursive: true });
		expect(run('echo 1 > x.md && git add x.md && git commit -qm x', '', worktree).status).toBe(0);
		const committed = run('git show --name-only --format= HEAD', '', worktree).stdout;
		expect(committed).toBe('bookshop/x.md\n');
		expect(run('git status --porcelain', '', worktree).stdout).toBe('');
	});

	test('[IN3] leaves the hook of another folder alone, and says what to add', async () => {
		const { copy } = await inFolder();
		using _ = copy;
		await lintel(['guard', 'install', '--git'], copy);
		const hook = '../.git/hooks/pre-commit';
		const before = copy.read(hook);
		copy.write('../shelf/lintel.config.json', '{ "preset": "plain" }\n');
		const shelf = { ...copy, folder: join(copy.folder, '../shelf') };
		const told = await lintel(['guard', 'install', '--git'], shelf);
		expect(told.stdout).toContain("lintel save --hook --repo 'shelf' || true");
		expect((await lintel(['init', '--hook'], shelf)).stdout).toContain("--repo 'shelf'");
		await lintel(['guard', 'uninstall', '--git'], shelf);
		expect(copy.read(hook)).toBe(before);
	});
});

test('[IN2] the log is put into a commit also where git refuses to change line ends', async () => {
	using copy = await saved();
	await lintel(['init', '--hook'], copy);
	const [segment = ''] = copy.git('ls-files', '.lintel/log').trim().split('\n');
	await lintel(['save'], copy);
	copy.git('rm', '-q', '--cached', segment);
	copy.git('commit', '-qnm', 'Without');
	rmSync(join(copy.folder, segment));
	copy.git('config', 'core.autocrlf', 'true');
	copy.git('config', 'core.safecrlf', 'true');
	expect(shellFor(copy).run('git commit -qm x --allow-empty').stderr).toBe('');
	expect(copy.git('show', '--name-only', '--format=', 'HEAD').trim()).toBe(segment);
});

test.each([
	['[CK8]', ['--base', 'HEAD~1']],
	['[CK19]', ['--changed']],
])('%s where git trusts nobody’s repository, a check says so and how to go on', async (_, args) => {
	using copy = await saved();
	const nothing = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
	const env = { ...nothing, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
	const { code, stderr } = await lintel(['check', ...args], { ...copy, env });
	expect(code).toBe(2);
	expect(stderr).toContain('Git gives no answer about this repository');
	expect(stderr).toContain(`git config --global --add safe.directory ${copy.folder}`);
});

test('[FB5] a save that leaves a conflict alone does not say that the files say it all', async () => {
	using copy = await saved();
	expect((await lintel(['save'], copy)).stdout).toContain('the files say it all');
	const half = '<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> other\n';
	copy.write(DESIGN_FILE, `${copy.read(DESIGN_FILE)}\n${half}`);
	const { code, stdout, stderr } = await lintel(['save'], copy);
	expect(code).toBe(1);
	expect(stderr).toContain('has conflict markers');
	expect(stdout).not.toContain('the files say it all');
});
