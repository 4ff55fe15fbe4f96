import fs from 'node:fs';
import { expect, test } from 'vitest';
import { findAstray } from '#server/imports/astray.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { importReader } from '#test/fixtures/code/parsers.ts';

async function astray(
	files: Readonly<Record<string, string>>,
	...moves: readonly (readonly [from: string, to: string])[]
): Promise<readonly string[]> {
	using copy = createWorkingCopy({ ...files });
	const read = await importReader();
	const found = findAstray(
		{ disk: fs, root: copy.folder, read },
		{ moves: moves.map(([from, to]) => ({ from, to })), paths: Object.keys(files) },
	);
	return found.map(({ path, line, specifier }) => `${path}:${line} ${specifier}`);
}

const SHOP = {
	'src/till.ts': "import { coin } from './coin.ts';\nexport const open = coin;\n",
	'src/till.test.ts': "import { open } from './till.ts';\nopen;\n",
	'src/coin.ts': 'export const coin = 1;\n',
	'src/a.ts': "\nimport { open } from './till.ts';\nopen;\n",
	'src/b.ts': '',
};

test('[TF7] who imports a file that moves is told by its line, and what the file imports itself', async () => {
	expect(await astray(SHOP, ['src/till.ts', 'src/money/till.ts'])).toEqual([
		'src/a.ts:2 ./till.ts',
		'src/money/till.ts:1 ./coin.ts',
		'src/till.test.ts:1 ./till.ts',
	]);
});

test('[TF7] a test that moves along goes on finding its code, unless its name says another', async () => {
	const money = ['src/till.ts', 'src/money/till.ts'] as const;
	const along = await astray(SHOP, money, ['src/till.test.ts', 'src/money/till.test.ts']);
	expect(along).toEqual(['src/a.ts:2 ./till.ts', 'src/money/till.ts:1 ./coin.ts']);

	const cash = ['src/till.ts', 'src/cash.ts'] as const;
	expect(await astray(SHOP, cash, ['src/till.test.ts', 'src/cash.test.ts'])).toEqual([
		'src/a.ts:2 ./till.ts',
		'src/cash.test.ts:1 ./till.ts',
	]);
});

test('[TF7] what was moved by hand is asked for where it was', async () => {
	const { 'src/till.ts': till, ...others } = SHOP;
	const moved = { ...others, 'src/money/till.ts': till };
	const test = ['src/till.test.ts', 'src/money/till.test.ts'] as const;
	expect(await astray(moved, ['src/till.ts', 'src/money/till.ts'], test)).toEqual([
		'src/a.ts:2 ./till.ts',
		'src/money/till.ts:1 ./coin.ts',
	]);
});

test('[TF7] in Elixir a module is found wherever its file lies, in Go nobody finds what left its package', async () => {
	const elixir = {
		'lib/shop/till.ex': 'defmodule Shop.Till do\nend\n',
		'lib/shop/page.ex': 'defmodule Shop.Page do\n  alias Shop.Till\nend\n',
	};
	expect(await astray(elixir, ['lib/shop/till.ex', 'lib/shop/money/till.ex'])).toEqual([]);

	const go = {
		'go.mod': 'module example.com/shop\n',
		'till/cash.go': 'package till\nfunc Open() {}\n',
		'till/coin.go': 'package till\n',
		'main.go': 'package main\nimport "example.com/shop/till"\nfunc main() { till.Open() }\n',
	};
	expect(await astray(go, ['till/cash.go', 'money/cash.go'])).toEqual([
		'main.go:2 example.com/shop/till',
	]);
	expect(await astray(go, ['till/cash.go', 'till/money.go'])).toEqual([]);
});
