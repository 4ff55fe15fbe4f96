import fs from 'node:fs';
import { expect, test } from 'vitest';
import { findImporters } from '#server/imports/importers.ts';
import { createWorkingCopy } from '#test/e2e/working-copy.ts';
import { importReader } from '#test/fixtures/code/parsers.ts';

async function importers(
	files: Readonly<Record<string, string>>,
	importersOf: string,
	to: string,
): Promise<readonly string[]> {
	using copy = createWorkingCopy({ ...files });
	const read = await importReader();
	const paths = Object.keys(files);
	return findImporters({ disk: fs, root: copy.folder, read }, { importersOf, to, paths });
}

test('[TF7] who imports a file that moves is told, and in Go who imports its package', async () => {
	const code = "import { open } from './till.ts';\nopen();\n";
	const shop = { 'src/till.ts': 'export const open = 1;\n', 'src/a.ts': code, 'src/b.ts': '' };
	expect(await importers(shop, 'src/till.ts', 'src/money/till.ts')).toEqual(['src/a.ts']);

	const go = {
		'go.mod': 'module example.com/shop\n',
		'till/cash.go': 'package till\nfunc Open() {}\n',
		'till/coin.go': 'package till\n',
		'main.go': 'package main\nimport "example.com/shop/till"\nfunc main() { till.Open() }\n',
	};
	expect(await importers(go, 'till/cash.go', 'money/cash.go')).toEqual(['main.go']);
	expect(await importers(go, 'till/cash.go', 'till/money.go')).toEqual([]);
});
