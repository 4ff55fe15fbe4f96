import { expect, test } from 'vitest';
import { createCheckoutPlaces } from '#server/files/checkout-places.ts';
import { createRepository } from '#test/e2e/repository.ts';
import { runProgram } from '#test/e2e/run-program.ts';

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

	git('remote', 'set-url', 'origin', 'file:///home/ada/shop');
	expect(ref()).toBeUndefined();
});

test('[HT9] a folder without git, and one where git is silent, has no GitHub', () => {
	const look = createCheckoutPlaces({ root: '/nowhere', run: () => null, now: () => new Date(0) });
	expect(look()).toEqual({ root: '/nowhere', forge: null });
});
