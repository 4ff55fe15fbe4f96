import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lintel } from '#test/e2e/world/command.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const SHOP = {
	'pyproject.toml': '[project]\nname = "shop"\n',
	'shop/__init__.py': '"""Sells books."""\n',
	'shop/accounts/__init__.py': '',
	'shop/accounts/account.py': 'class Account:\n    def open(self):\n        pass\n',
	'shop/mail/__init__.py': '',
	'shop/mail/send.py':
		'from shop.accounts.account import Account\n\ndef send(to: Account):\n    pass\n',
};

test('[AD11] lintel adopt says with --dry-run what it then writes, and keeps it the next time', async () => {
	using copy = createWorkingCopy(SHOP);
	const dry = await lintel(['adopt', '--dry-run'], copy);
	expect(dry.stdout).toContain('would write context_map.md');
	expect(dry.stdout.trim()).toMatch(/Nothing was written\.$/);
	expect(dry.stdout).not.toContain('set the gate of designs to advisory');
	expect(copy.git('status', '--porcelain').trim()).toBe('');

	const real = await lintel(['adopt'], copy);
	expect(real.stdout).toContain('set the gate of designs to advisory');
	expect(real.stdout).not.toContain('Nothing was written.');
	const paths = (words: string, verb: string) =>
		words.split('\n').flatMap((line) => (line.startsWith(verb) ? line.slice(verb.length) : []));
	const written = paths(real.stdout, 'writes ').map((path) => path.replace(/ with .*$/, ''));
	const promised = paths(dry.stdout, 'would write ').map((path) => path.replace(/ with .*$/, ''));
	expect(written).toEqual(promised);
	expect(written.filter((path) => !existsSync(join(copy.folder, path)))).toEqual([]);
	expect(copy.read('context_map.md')).toContain('**Entity**: Account');
	expect(JSON.parse(copy.read('lintel.config.json')).preset).toBe('python');

	const again = await lintel(['adopt'], copy);
	expect(again.stdout).not.toContain('writes');
	expect(again.stdout).toContain('keeps .lintel/baseline.json');
	expect((await lintel(['adopt', '--designs', 'some'], copy)).code).toBe(2);
});
