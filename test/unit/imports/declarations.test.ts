import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDeclarationReader } from '#server/imports/declaration-reader.ts';
import { parsersInstalled } from '#test/fixtures/code/parsers.ts';

let read: ReturnType<typeof createDeclarationReader>;
beforeAll(async () => {
	read = createDeclarationReader(await parsersInstalled());
});

const fixture = (name: string) =>
	readFileSync(new URL(`../../fixtures/code/${name}`, import.meta.url), 'utf8');

/** What the file is for, then `line kind signature – words` of each. */
function said(path: string, text: string): readonly string[] {
	const { words, declarations } = read(path, text);
	const lines = declarations.map(({ line, kind, signature, words: own }) =>
		[`${line} ${kind} ${signature}`, ...(own === '' ? [] : [own])].join(' – '),
	);
	return [words, ...lines];
}

describe('declarations', () => {
	test('[LI12] of TypeScript are what it exports, methods included', () => {
		expect(said('src/sell.ts', fixture('shop-ts.txt'))).toEqual([
			'Sells books.',
			'14 function sell(book: string, to: Reader): Promise<boolean> – Sells one book, once.',
			'21 type class Till – Holds the money of a day.',
			'23 function Till.close(): number – Counts it.',
			'30 type interface Receipt',
			'34 function add(a: number, b: number): number',
			'36 function default(kind: string)',
		]);
	});

	test('[LI12] of overloads are the signatures that others may call, with the words of any', () => {
		const code = [
			'/** Finds it. */\nexport function find(id: string): Book;',
			'export function find(id: string, or?: Book): Book;',
			'export function find(id: string, or = nothing as Book) { return or; }',
		].join('\n');
		expect(said('a.ts', code)).toEqual([
			...['', '3 function find(id: string, or?: Book): Book – Finds it.'],
		]);
	});

	test('[LI12] of JavaScript are exports by name, and what CommonJS puts on its module', () => {
		expect(said('a.js', 'function a(b) {}\nconst c = 1;\nexport { a, c };')).toEqual([
			...['', '1 function a(b)', '2 value c'],
		]);
		const code = [
			'/*!\n * Copyright somebody\n */',
			'var app = exports = module.exports = {};',
			'/** Uses it. */\napp.use = function use(fn) {};',
			'app._hidden = function () {};',
		].join('\n');
		expect(said('a.cjs', code)).toEqual(['', '6 function app.use(fn) – Uses it.']);
		expect(said('b.js', 'function one(a) {}\nmodule.exports = { one, two: (b) => b };')).toEqual([
			...['', '1 function one(a)', '2 function two(b)'],
		]);
	});

	test('[LI12] of Python are functions and classes without an underscore', () => {
		expect(said('shop/sell.py', fixture('shop.py'))).toEqual([
			'Sells books.',
			'13 function sell(book: str, *, to: "Reader") -> bool – Sells one book, once.',
			'22 type class Till – Holds the money of a day.',
			'25 function Till.close() -> int – Counts it.',
		]);
	});

	test('[LI12] of Elixir are public functions by their specs', () => {
		expect(said('lib/shop/selling.ex', fixture('shop.ex'))).toEqual([
			'Sells books.',
			'16 function sell(String.t(), integer()) :: :ok | {:error, term()} – Sells one book, once.',
		]);
	});

	test('[LI12] of Go are capitals, and the package’s comment', () => {
		expect(said('selling/sell.go', fixture('shop.go'))).toEqual([
			'Package selling sells books.',
			'13 type type Till struct – Till holds the money of a day.',
			'18 function Sell(book string, count int) (bool, error) – Sell sells one book, once.',
			'24 function Till.Close() money.Cents – Close counts the money.',
		]);
	});

	test('[LI12] of Go’s types are what they are made of, and no word of the parser’s', () => {
		const code = [
			'package a\ntype Name string',
			'type Visit func(book string) (bool, error)',
			'type Shelf[T any] struct { books []T }',
			'type Keeper interface { Keep() }',
			'type Other = Name',
		].join('\n');
		expect(said('a.go', code)).toEqual([
			...['', '2 type type Name string', '3 type type Visit func(book string) (bool, error)'],
			...['4 type type Shelf[T any] struct', '5 type type Keeper interface'],
			'6 type type Other = Name',
		]);
	});

	test('[LI12] of Rust say what their types have to be, and leave out methods of private types', () => {
		const code = [
			'pub fn sort<G>(g: G) -> u8\nwhere\n    G: Graph,\n{ 1 }',
			'struct Secret;\nimpl Secret {\n    pub fn tell(&self) {}\n}',
		].join('\n');
		expect(said('a.rs', code)).toEqual(['', '1 function sort<G>(g: G) -> u8 where G: Graph']);
	});

	test('[LI12] of Rust are what is pub', () => {
		expect(said('src/selling.rs', fixture('shop.rs'))).toEqual([
			'Sells books.',
			'10 type struct Till – Holds the money of a day.',
			'16 function Till::close(&self) -> u64 – Counts it.',
			'24 function sell(book: &str, to: &crate::accounts::Reader) -> Result<(), String> – Sells one book, once.',
		]);
	});

	test('[LI12] of what does not parse, or is no code, are what can be told', () => {
		expect(said('a.ts', '\0')).toEqual(['']);
		expect(said('README.md', '# A')).toEqual(['']);
		expect(said('a.ts', 'export function a() {}\n= = {{{')).toContain('1 function a()');
	});
});
