import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintel } from '#test/e2e/world/command.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

describe('init', () => {
	test('[IN1] writes settings for the kind of repository and its own folder', async () => {
		using repository = createWorkingCopy({ 'mix.exs': 'defmodule Shop do\nend\n' });
		const { code, stdout } = await lintel(['init', '--no-hook'], repository);
		expect(code).toBe(0);
		expect(stdout).toContain('writes lintel.config.json');
		expect(JSON.parse(repository.read('lintel.config.json'))).toMatchObject({ preset: 'phoenix' });
		expect(repository.read('.lintel/.gitignore')).toContain('lintel.db*');
		expect(repository.git('status', '--porcelain', '-uall').split('\n').filter(Boolean)).toEqual([
			'?? .lintel/config.schema.json',
			'?? lintel.config.json',
		]);
	});

	test('[IN1] a dry run says what it would write, and writes nothing', async () => {
		using repository = createWorkingCopy({});
		const { stdout } = await lintel(['init', '--hook', '--dry-run'], repository);
		expect(stdout).toContain('would write lintel.config.json');
		expect(stdout).toContain('would write .lintel/.gitignore');
		expect(stdout).toContain('pre-commit');
		expect(existsSync(join(repository.folder, '.lintel'))).toBe(false);
		expect(existsSync(join(repository.folder, '.git/hooks/pre-commit'))).toBe(false);
	});

	test('[IN1] settings that are there stay as they are', async () => {
		const mine = '{ "preset": "go" }\n';
		using repository = createWorkingCopy({ 'lintel.config.json': mine });
		const { stdout } = await lintel(['init', '--no-hook', '--preset', 'rust'], repository);
		expect(repository.read('lintel.config.json')).toBe(mine);
		expect(stdout).toContain('its preset stays go: for rust, change "preset" in it yourself');
	});
});

describe('the git hook', () => {
	test('[IN2] it is installed on demand, runs with a commit, and never stops one', async () => {
		using repository = createWorkingCopy({});
		await lintel(['init', '--hook'], repository);
		const hook = join(repository.folder, '.git/hooks/pre-commit');
		expect(statSync(hook).mode & 0o111).not.toBe(0);
		repository.write('README.md', 'words\n');
		repository.git('add', 'README.md');
		repository.git('commit', '-q', '-m', 'With the hook');
		expect(repository.git('log', '--oneline')).toContain('With the hook');
	});

	test('[IN3] a hook that is there is not touched, and the line to add is said', async () => {
		using repository = createWorkingCopy({});
		const hook = join(repository.folder, '.git/hooks/pre-commit');
		mkdirSync(join(repository.folder, '.git/hooks'), { recursive: true });
		writeFileSync(hook, '#!/bin/sh\nexit 0\n');
		chmodSync(hook, 0o755);
		const { stdout } = await lintel(['init', '--hook'], repository);
		expect(stdout).toContain('lintel save --hook');
		expect(repository.read('.git/hooks/pre-commit')).toBe('#!/bin/sh\nexit 0\n');
	});

	test('[IN3] core.hooksPath, husky and lefthook are respected', async () => {
		using custom = createWorkingCopy({});
		custom.git('config', 'core.hooksPath', 'hooks');
		await lintel(['init', '--hook'], custom);
		expect(existsSync(join(custom.folder, 'hooks/pre-commit'))).toBe(true);

		using husky = createWorkingCopy({ '.husky/pre-push': 'true\n' });
		husky.git('config', 'core.hooksPath', '.husky/_');
		await lintel(['init', '--hook'], husky);
		expect(husky.read('.husky/pre-commit')).toContain('lintel save --hook');
		expect(husky.read('.husky/pre-commit')).not.toContain(process.execPath);

		using lefthook = createWorkingCopy({ 'lefthook.yml': 'pre-push: {}\n' });
		const { stdout } = await lintel(['init', '--hook'], lefthook);
		expect(stdout).toContain('pre-commit:');
		expect(lefthook.read('lefthook.yml')).toBe('pre-push: {}\n');
		expect(existsSync(join(lefthook.folder, '.git/hooks/pre-commit'))).toBe(false);
	});
});
