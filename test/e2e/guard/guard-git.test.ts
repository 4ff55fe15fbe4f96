import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintel } from '#test/e2e/world/command.ts';
import { shellFor } from '#test/e2e/world/guard-command.ts';
import {
	CODE_FILE,
	createProvedCopy,
	DESIGN,
	DESIGN_FILE,
	type ProvedCopy,
} from '#test/fixtures/proved-copy.ts';

const HOOK = '.git/hooks/pre-commit';

async function guarded(...more: readonly string[]): Promise<ProvedCopy> {
	const copy = await createProvedCopy();
	copy.save();
	copy.commit();
	await lintel(['guard', 'install', '--git', ...more], copy);
	return copy;
}

const commits = (copy: ProvedCopy) => Number(copy.git('rev-list', '--count', 'HEAD').trim());

describe('the pre-commit hook', () => {
	test('[GU6] refuses code without an approved design, and keeps everything else going', async () => {
		using copy = await guarded();
		const shell = shellFor(copy);
		expect(statSync(join(copy.folder, HOOK)).mode & 0o111).not.toBe(0);
		copy.write(CODE_FILE, 'export const session = 1;\n');
		copy.write('README.md', 'words\n');
		const before = commits(copy);
		const refused = shell.run('git add -A && git commit -m Code');
		expect(refused.status).not.toBe(0);
		expect(refused.stderr).toContain(`The design of ${CODE_FILE} (${DESIGN_FILE}) was never`);
		expect(commits(copy)).toBe(before);
		expect(shell.run(`git reset -q ${CODE_FILE} && git commit -m Words`).status).toBe(0);
		await copy.approve(DESIGN);
		copy.save();
		expect(shell.run('git add -A && git commit -m Code').status).toBe(0);
		expect(commits(copy)).toBe(before + 2);
	});

	test('[GU6] judges what is staged: words in the working tree alone change nothing', async () => {
		using copy = await guarded();
		const shell = shellFor(copy);
		await copy.approve(DESIGN);
		copy.save();
		const approved = copy.read(DESIGN_FILE);
		copy.write(DESIGN_FILE, `${approved}\nSomething else.\n`);
		copy.write(CODE_FILE, 'x\n');
		shell.run('git add -A');
		copy.write(DESIGN_FILE, approved);
		expect(shell.run('git commit -m Code').status).not.toBe(0);
		shell.run(`git add ${DESIGN_FILE}`);
		copy.write(DESIGN_FILE, `${approved}\nSomething else.\n`);
		expect(shell.run('git commit -m Code').status).toBe(0);
	});

	test('[GU6] refuses a commit that takes a segment out of the log, or alters one', async () => {
		using copy = await guarded();
		const shell = shellFor(copy);
		const [segment = ''] = copy.git('ls-files', '.lintel/log').trim().split('\n');
		const text = copy.read(segment);
		copy.write(segment, text.replace('T10:00', 'T11:00'));
		expect(shell.run('git commit -qam Altered').stderr).toContain(segment);
		copy.write(segment, text);
		await copy.approve(DESIGN);
		copy.save();
		expect(shell.run('git add -A && git commit -qm More --no-verify').status).toBe(0);
		// A Lintel that remembers would save them again: that is no loss, and no refusal.
		rmSync(copy.data, { recursive: true });
		rmSync(join(copy.folder, segment));
		const removed = shell.run('git add -A && git commit -qm Forget');
		expect(removed.status).not.toBe(0);
		expect(removed.stderr).toContain('History was removed');
	});

	test('[GU6] takes the place of the hook that saves, and saves what was approved first', async () => {
		using copy = await createProvedCopy();
		await lintel(['init', '--hook'], copy);
		const save = copy.read(HOOK);
		await lintel(['guard', 'install', '--git'], copy);
		expect(copy.read(HOOK)).toContain('run save --hook || true');
		expect(copy.read(HOOK).indexOf('save --hook')).toBeLessThan(
			copy.read(HOOK).indexOf('run guard'),
		);
		await lintel(['guard', 'uninstall', '--git'], copy);
		expect(copy.read(HOOK)).toBe(save);
		expect(() => copy.read('.git/hooks/pre-push')).toThrow();
	});

	test('[GU1] a hook of somebody else’s, husky’s or lefthook’s is left to them, with the lines', async () => {
		using copy = await createProvedCopy();
		copy.save();
		mkdirSync(join(copy.folder, '.git/hooks'), { recursive: true });
		copy.write(HOOK, '#!/bin/sh\nexit 0\n');
		chmodSync(join(copy.folder, HOOK), 0o755);
		const told = await lintel(['guard', 'install', '--git'], copy);
		expect(told.code).toBe(1);
		expect(told.stdout).toContain(`lintel guard commit --root ${copy.people.root} || exit 1`);
		expect(copy.read(HOOK)).toBe('#!/bin/sh\nexit 0\n');
		copy.write('lefthook.yml', 'pre-commit:\n');
		const lefthook = await lintel(['guard', 'install', '--git'], copy);
		expect(lefthook.stdout).toContain('lintel-guard:');
		expect(copy.read('lefthook.yml')).toBe('pre-commit:\n');
		rmSync(join(copy.folder, 'lefthook.yml'));
		copy.git('config', 'core.hooksPath', '.husky/_');
		await lintel(['guard', 'install', '--git'], copy);
		expect(copy.read('.husky/pre-commit')).not.toContain(process.execPath);
		expect(copy.read('.husky/pre-push')).toContain('run guard push "$@"');
	});

	test('[GU5] lets a commit go that it can’t judge, and refuses it when it fails closed', async () => {
		using copy = await guarded();
		const shell = shellFor(copy);
		copy.write('lintel.config.json', '{');
		const open = shell.run('git add -A && git commit -m Broken');
		expect(open.status).toBe(0);
		expect(open.stderr).toContain('is not JSON');
		shell.run('git rm -q lintel.config.json && git commit -q --no-verify -m Mended');
		await lintel(['guard', 'install', '--git', '--fail-closed'], copy);
		copy.write('lintel.config.json', '{');
		expect(shell.run('git add -A && git commit -m Broken').status).not.toBe(0);
		const nowhere = shellFor(copy, false).run('git commit -m Broken');
		expect(nowhere.status).not.toBe(0);
	});
});

describe('the pre-push hook', () => {
	test('[GU7] refuses code that a commit slipped past the first hook, and rewritten history', async () => {
		using copy = await guarded();
		const shell = shellFor(copy);
		const remote = `${copy.data}-remote.git`;
		shell.run(`git init -q --bare ${remote} && git remote add origin ${remote}`);
		expect(shell.run('git push -q origin main').status).toBe(0);
		copy.write(CODE_FILE, 'x\n');
		shell.run('git add -A && git commit -q --no-verify -m Code');
		const refused = shell.run('git push -q origin main');
		expect(refused.status).not.toBe(0);
		expect(refused.stderr).toContain(`The design of ${CODE_FILE}`);
		expect(shell.run('git push -q origin main:other').status).not.toBe(0);
		await copy.approve(DESIGN);
		copy.save();
		shell.run('git add -A && git commit -q --no-verify -m Approve');
		expect(shell.run('git push -q origin main').status).toBe(0);
		const [segment = ''] = copy.git('ls-files', '.lintel/log').trim().split('\n');
		rmSync(join(copy.folder, segment));
		shell.run('git add -A && git commit -q --no-verify -m Forget');
		expect(shell.run('git push -q origin main').stderr).toContain('lintel guard:');
	});

	test('[GU7] refuses code that a merge alone brought to a branch the remote lacks', async () => {
		using copy = await guarded();
		const shell = shellFor(copy);
		const remote = `${copy.data}-remote.git`;
		shell.run(`git init -q --bare ${remote} && git remote add origin ${remote}`);
		expect(shell.run('git push -q origin main').status).toBe(0);
		shell.run('git switch -q -c side && git commit -q --allow-empty -m Side');
		shell.run('git switch -q main && git commit -q --allow-empty -m Main');
		shell.run('git merge -q --no-commit --no-ff side');
		copy.write(CODE_FILE, 'x\n');
		shell.run('git add -A && git commit -q --no-verify -m Merge');
		const refused = shell.run('git push -q origin main:fresh');
		expect(refused.status).not.toBe(0);
		expect(refused.stderr).toContain(`The design of ${CODE_FILE}`);
	});
});
