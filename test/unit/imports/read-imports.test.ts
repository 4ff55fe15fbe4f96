import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { createImportReader } from '#server/imports/import-reader.ts';
import { importReader, parsersInstalled } from '#test/fixtures/code/parsers.ts';

let read: ImportReader;
beforeAll(async () => {
	read = await importReader();
});

const fixture = (name: string) =>
	readFileSync(new URL(`../../fixtures/code/${name}`, import.meta.url), 'utf8');

/** `line:column specifier`, its names, and what kind it is where it is not plain code. */
function said(path: string, text: string): readonly string[] {
	const imports = read(path, text)?.imports ?? [];
	return imports.map(({ line, column, specifier, names, kind }) =>
		[`${line}:${column}`, specifier, ...names, ...(kind === 'code' ? [] : [`(${kind})`])].join(' '),
	);
}

describe('imports', () => {
	test('[LI1] of TypeScript are imports, re-exports, import() and require()', () => {
		expect(said('src/sell.ts', fixture('shop-ts.txt'))).toEqual([
			'2:35 ./basket.ts',
			'3:29 #accounts/reader.ts (types)',
			'4:40 @shop/money (types)',
			'5:18 ./type.js',
			'6:8 ./side-effect.js',
			'7:22 ./old',
			'8:15 ../catalogue',
			'9:28 ./shelf (types)',
			'15:32 ./mail',
			'16:23 node:path',
		]);
	});

	test('[LI1] of JavaScript and TSX are read where elements stand among code', () => {
		const text =
			"import A from './a';\nexport const B = () => <A b={import('./b')}>import './c'</A>;\n";
		expect(said('src/b.tsx', text)).toEqual(['1:15 ./a', '2:37 ./b']);
		expect(said('src/b.jsx', text)).toEqual(['1:15 ./a', '2:37 ./b']);
		expect(said('src/cast.ts', "import './a'; const x = <string>y;")).toEqual(['1:8 ./a']);
	});

	test('[LI1] of Svelte and Vue are those of their script blocks', () => {
		const found = ['3:28 ./book.ts (types)', '7:20 ./Shelf.svelte'];
		expect(said('src/Shelf.svelte', fixture('shop-svelte.txt'))).toEqual(found);
		expect(said('src/Shelf.vue', fixture('shop-svelte.txt'))).toEqual(found);
	});

	test('[LI2] of Python are absolute and relative ones with their names', () => {
		expect(said('shop/selling/sell.py', fixture('shop.py'))).toEqual([
			'3:8 os.path',
			'3:25 shop.money',
			'4:6 . basket',
			'5:6 ..mail.sender send MailError',
			'6:6 shop.catalogue',
			'7:6 typing TYPE_CHECKING',
			'10:10 shop.accounts Reader (types)',
			'15:12 shop.receipts',
		]);
	});

	test('[LI3] of Elixir are the modules it speaks of, by their full names', () => {
		const text = fixture('shop.ex');
		expect(read('lib/shop/selling.ex', text)?.modules).toEqual([
			'Shop.Selling',
			'Shop.Selling.Till',
		]);
		expect(said('lib/shop/selling.ex', text)).toEqual([
			'5:7 GenServer',
			'6:15 Shop.Basket',
			'6:23 Shop.Mail.Sender',
			'7:9 Shop.Catalogue',
			'9:10 Ecto.Query',
			'10:11 Logger',
			'11:14 Shop.Seller',
			'15:14 String',
			'17:17 Shop.Catalogue.Book',
			'18:5 Shop.Receipts',
		]);
	});

	test('[LI4] of Go are the paths of its import blocks', () => {
		expect(said('selling/sell.go', fixture('shop.go'))).toEqual([
			'5:2 fmt',
			'6:8 example.com/shop/catalogue',
			'7:4 example.com/shop/mail',
			'10:8 example.com/shop/internal/money',
		]);
	});

	test('[LI5] of Rust are each path of a use tree, and paths among code', () => {
		expect(said('src/selling.rs', fixture('shop.rs'))).toEqual([
			'3:9 receipts (module)',
			'4:21 crate::basket',
			'4:27 crate::basket::Basket',
			'4:42 crate::basket::mail::send',
			'4:56 crate::basket::mail',
			'5:5 std::collections::HashMap',
			'6:5 super::catalogue',
			'7:14 money',
			'17:9 crate::accounts::reader::count',
			'24:30 crate::accounts::Reader',
			'33:9 self::Till',
			'34:9 super::shelf',
		]);
	});

	test('[LI6] of other files are none, and their text is not looked at', () => {
		expect(read('README.md', "import './a'")).toBeNull();
		expect(read('Makefile', "import './a'")).toBeNull();
	});

	test('[LI6] are read around what does not parse', () => {
		expect(said('src/a.ts', "import './a';\nconst = = {{{ ;\nimport './b';\n")).toContain(
			'1:8 ./a',
		);
		expect(said('a.py', 'import a\ndef f(:\n  x = = 1\n')).toContain('1:8 a');
	});

	test.each([
		['no text', `\0${"import './a';"}`],
		['larger than anybody writes', `import './a';\n${'//\n'.repeat(200_000)}`],
	])('[LI6] of a file that is %s are unknown, not none', (_, text) => {
		expect(read('src/a.ts', text)).toEqual({
			...{ language: 'typescript', modules: [], imports: [], complete: false },
		});
	});

	test.each(['a.ts', 'a.tsx', 'a.py', 'a.ex', 'a.go', 'a.rs', 'a.svelte'])(
		'[LI6] of a hostile %s come back, and the next file is read as ever',
		(path) => {
			for (const piece of ['(', '{', '<script>', 'a<', '"', '`${', '\\u', '\uD800']) {
				expect(read(path, piece.repeat(2_000))?.imports).toBeDefined();
			}
			expect(said('next.py', 'import a')).toEqual(['1:8 a']);
		},
	);

	test('[LI6] of a file that takes longer than anybody waits are unknown', async () => {
		let clock = 0;
		const slow = createImportReader(await parsersInstalled(() => new Date(clock++ * 1_000)));
		expect(slow('src/a.ts', 'const a = b;\n'.repeat(5_000))?.complete).toBe(false);
		expect(slow('src/a.ts', "import './a';")?.imports).toHaveLength(1);
	});
});
