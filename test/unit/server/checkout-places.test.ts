import { expect, test } from 'vitest';
import { createCheckoutPlaces } from '#server/files/git/checkout-places.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';

const REMOTE = 'https://ada:ghp_secret@github.com/ada/shop.git';

test('[HT9] GitHub is known by the remote, and shows what was pushed', () => {
	using repository = createRepository({ 'a.ts': '1\n' });
	const { folder, git } = repository;
	let passed = 0;
	const now = () => new Date(passed);
	const look = createCheckoutPlaces({ root: folder, run: runProgram, now });
	const ref = () => {
		passed += 60_000;
		return look().forge?.ref;
	};
	expect(look()).toEqual({ root: folder, forge: null });

	git('remote', 'add', 'origin', REMOTE);
	expect(ref()).toBe('HEAD');
	expect(JSON.stringify(look())).not.toContain('secret');
	expect(look().forge).toMatchObject({ host: 'github.com', repository: 'ada/shop' });

	git('update-ref', 'refs/remotes/origin/main', 'HEAD');
	git('branch', '--set-upstream-to', 'origin/main');
	expect(ref()).toBe(git('rev-parse', 'HEAD').trim());
	git('commit', '--quiet', '--allow-empty', '--message', 'Not pushed');
	expect(ref()).toBe('main');

	// What everybody has of a branch that was not pushed.
	const pushed = git('rev-parse', 'origin/main').trim();
	git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
	git('checkout', '--quiet', '-b', 'feature');
	expect(ref()).toBe(pushed);

	// A fork that the branch follows goes before `origin`.
	git('remote', 'add', 'fork', 'git@github.com:eve/shop.git');
	git('update-ref', 'refs/remotes/fork/feature', 'HEAD');
	git('branch', '--quiet', '--set-upstream-to', 'fork/feature');
	expect(ref()).toBe(git('rev-parse', 'HEAD').trim());
	expect(look().forge?.repository).toBe('eve/shop');
	git('branch', '--quiet', '--unset-upstream');
	git('remote', 'remove', 'fork');

	git('remote', 'rename', 'origin', 'github');
	expect(ref()).toBe(pushed);
	git('remote', 'set-url', 'github', 'file:///home/ada/shop');
	expect(ref()).toBeUndefined();
});

test('[HT9] a folder of a larger repository says where it lies in it', () => {
	using repository = createRepository({ 'apps/web shop/a.ts': '1\n' });
	repository.git('remote', 'add', 'origin', REMOTE);
	const folderOf = (root: string) =>
		createCheckoutPlaces({ root, run: runProgram, now: () => new Date(0) })().forge?.folder;
	expect(folderOf(repository.folder)).toBeUndefined();
	expect(folderOf(`${repository.folder}/apps/web shop`)).toBe('apps/web shop');
});

test('[HT9] a folder without git, and one where git is silent, has no GitHub', () => {
	const look = createCheckoutPlaces({ root: '/nowhere', run: () => null, now: () => new Date(0) });
	expect(look()).toEqual({ root: '/nowhere', forge: null });
});
