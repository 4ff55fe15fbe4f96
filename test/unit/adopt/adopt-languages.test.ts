import fs from 'node:fs';
import { expect, test } from 'vitest';
import { adoptRepository } from '#server/adopt/adopt-repository.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { parsersInstalled } from '#test/fixtures/code/parsers.ts';

async function proposed(files: Readonly<Record<string, string>>) {
	using copy = createWorkingCopy({ ...files });
	const deps = { disk: fs, run: runProgram, parsing: await parsersInstalled(), progress: () => {} };
	const adopted = adoptRepository(deps, copy.folder, { designs: 'all', name: 'bookshop' });
	if (!adopted.ok) throw new Error(adopted.error.reason);
	const { contexts } = adopted.value.proposal;
	const nameOf = (id: string) => contexts.find((one) => one.id === id)?.name;
	return contexts.map(({ name, dependencies, components }) => ({
		...{ name, uses: dependencies.map(nameOf), has: components.map((one) => one.name) },
	}));
}

test('[AD5] sees who imports the package at the root of a Go module', async () => {
	const files = {
		'go.mod': 'module example.com/bookshop\n',
		'shop.go': 'package bookshop\n\n// Open lets readers in.\nfunc Open() {}\n',
		'post/post.go':
			'package post\n\nimport "example.com/bookshop"\n\nfunc Send() { bookshop.Open() }\n',
		'mail/mail.go': 'package mail\n\nfunc Read() {}\n',
	};
	const contexts = await proposed(files);
	expect(contexts.find(({ name }) => name === 'Post')?.uses).toEqual(['Bookshop']);
});

test('[AD5] calls a package’s entry what the package is called, not `src`', async () => {
	const crate = await proposed({
		'Cargo.toml': '[package]\nname = "book-shelf"\n',
		'src/lib.rs': 'pub mod books;\npub fn open() {}\n',
		'src/books.rs': 'pub fn count() -> u8 { 1 }\n',
	});
	expect(crate).toMatchObject([{ name: 'Book Shelf', has: ['Books', 'BookShelf'] }]);
	const monorepo = await proposed({
		'package.json': '{"name":"shop","workspaces":["packages/*"]}',
		'packages/till/package.json': '{"name":"@shop/till"}',
		'packages/till/src/index.ts': 'export function open(): void {}\n',
		'packages/mail/package.json': '{"name":"@shop/mail"}',
		'packages/mail/src/index.ts': 'export function send(): void {}\n',
	});
	expect(monorepo.flatMap(({ has }) => has).sort()).toEqual(['Mail', 'Till']);
});

test('[AD5] packages of a workspace are contexts by their names, also where a manifest is one line', async () => {
	const entry = (name: string) => `export function ${name}(): void {}\n`;
	const contexts = await proposed({
		'package.json': '{"name":"shop","workspaces":["packages/*"]}',
		'packages/one/package.json': '{"name":"@shop/till"}',
		'packages/one/src/index.ts': entry('open'),
		'packages/two/package.json': '{\n\t"name": "@shop/mail"\n}\n',
		'packages/two/src/index.ts': entry('send'),
	});
	expect(contexts.map(({ name }) => name).sort()).toEqual(['Mail', 'Till']);
});

test('[AD5] a small Phoenix application has the contexts that its modules name', async () => {
	const module = (name: string, uses = '') =>
		`defmodule ${name} do\n${uses}  def open, do: 1\nend\n`;
	const contexts = await proposed({
		'mix.exs': 'defmodule Shop.MixProject do\nend\n',
		'lib/shop.ex': module('Shop'),
		'lib/shop/application.ex': module('Shop.Application'),
		'lib/shop/accounts.ex': module('Shop.Accounts', '  alias Shop.Accounts.User\n'),
		'lib/shop/accounts/user.ex': module('Shop.Accounts.User'),
		'lib/shop_web/live/user_live.ex': module('ShopWeb.UserLive', '  alias Shop.Accounts\n'),
	});
	expect(contexts.map(({ name }) => name).sort()).toEqual(['Accounts', 'Shop', 'Shop Web']);
	expect(contexts.find(({ name }) => name === 'Shop Web')?.uses).toEqual(['Accounts']);
});
