import { describe, expect, test } from 'vitest';
import { fileLinks } from '#client/features/trace/file-links.ts';
import { CheckoutPlaces, repositoryOf } from '#shared/protocol/checkout-places.ts';

const PLACES: CheckoutPlaces = {
	root: '/home/ada/my shop',
	forge: { host: 'github.com', repository: 'ada/shop', ref: 'feature/a#b' },
};

describe('where files open', () => {
	test('[TV9] a file opens at its line, in the editor and on GitHub', () => {
		expect(fileLinks(PLACES, 'src/session.ts', 12)).toEqual({
			editor: 'vscode://file/home/ada/my%20shop/src/session.ts:12',
			forge: 'https://github.com/ada/shop/blob/feature/a%23b/src/session.ts#L12',
		});
		expect(fileLinks(PLACES, 'src/a b?.ts').forge).toMatch(/src\/a%20b%3F\.ts$/);
		expect(fileLinks({ ...PLACES, root: 'C:\\Users\\ada' }, 'a.ts').editor).toBe(
			'vscode://file/C:/Users/ada/a.ts:1',
		);
	});

	test('[TV9] a folder of a larger repository is part of the way there on GitHub', () => {
		const inFolder = (folder: string) => {
			const forge = { host: 'github.com', repository: 'ada/shop', ref: 'main', folder };
			return fileLinks({ ...PLACES, forge }, 'src/a.ts', 3);
		};
		expect(inFolder('apps/web shop')).toEqual({
			editor: 'vscode://file/home/ada/my%20shop/src/a.ts:3',
			forge: 'https://github.com/ada/shop/blob/main/apps/web%20shop/src/a.ts#L3',
		});
		expect(inFolder('../other').forge).toBeNull();
	});

	test('[TV9] nothing leads out of the repository, or anywhere the relay did not say', () => {
		for (const path of [
			'../x.ts',
			'/etc/passwd',
			'a/../../b',
			'a//b',
			'',
			'a\\..\\b',
			'a\nb',
			'./a',
		])
			expect(fileLinks(PLACES, path)).toEqual({ editor: null, forge: null });
		expect(fileLinks({ root: 'relative', forge: null }, 'a.ts').editor).toBeNull();
		expect(fileLinks({ root: '//server/share', forge: null }, 'a.ts').editor).toBeNull();
		expect(fileLinks(null, 'a.ts')).toEqual({ editor: null, forge: null });
	});

	test('[TV9] a remote is known by https or ssh, and nobody’s password is passed on', () => {
		const shop = { host: 'github.com', repository: 'ada/shop' };
		for (const remote of [
			'https://github.com/ada/shop.git',
			'https://ada:ghp_secret@github.com/ada/shop',
			'git@github.com:ada/shop.git',
			'ssh://git@ssh.github.com:443/ada/shop.git',
			'git@github.com:/ada/shop.git',
			'git@github.com-work:ada/shop.git',
			'ssh://git@github.com-work/ada/shop/',
			'GIT@GitHub.com:ada/shop',
		])
			expect(repositoryOf(remote)).toEqual(shop);
		expect(repositoryOf('git@github.example.com:team/app.git')?.host).toBe('github.example.com');
	});

	test('[TV9] every other remote is refused', () => {
		for (const remote of [
			'http://github.com/ada/shop',
			'git://github.com/ada/shop',
			'file:///home/ada/shop',
			'/home/ada/shop',
			'ext::sh -c touch% /tmp/x',
			'javascript:alert(1)//github.com/a/b',
			'https://github.com/ada/shop/../../evil',
			'https://github.com/../..',
			'https://github.com@evil.example/ada/shop',
			'https://evil.example/ada/shop',
			'https://github.com:8443/ada/shop',
			'https://notgithub.com/ada/shop',
			'https://github.com.evil.example/ada/shop',
			'https://github.com-work/ada/shop',
			'git@github.com-work.evil.example:ada/shop',
			'git@gitlab.com:ada/shop.git',
			'https://github.com/ada/shop"onload=x',
			'',
		])
			expect(repositoryOf(remote), remote).toBeNull();
	});

	test('[TV9] a relay that says otherwise is not believed', () => {
		const told = (forge: unknown) => CheckoutPlaces.safeParse({ root: null, forge }).success;
		expect(told({ host: 'github.com', repository: 'a/b', ref: 'main' })).toBe(true);
		expect(told({ host: 'evil/x', repository: 'a/b', ref: 'main' })).toBe(false);
		expect(told({ host: 'github.com', repository: 'a/b/../c', ref: 'main' })).toBe(false);
	});
});
