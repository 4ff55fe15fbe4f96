import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { files, meanings } from '#test/fixtures/code/meanings.ts';
import { importReader } from '#test/fixtures/code/parsers.ts';

let read: ImportReader;
beforeAll(async () => {
	read = await importReader();
});

const meant = (file: string, code: string, others: Readonly<Record<string, string>>) =>
	meanings(read, file, code, others);

describe('where a path of Rust leads', () => {
	test('[LI11] a crate of Rust is found by the name that the manifest gives it', () => {
		const others = {
			...files('b/src/lib.rs', 'b/src/thing.rs'),
			'a/Cargo.toml':
				'[package]\nname = "a"\n[dependencies]\nmoney = { path = "../b", package = "b-lib" }',
			'b/Cargo.toml': '[package]\nname = "b-lib"',
		};
		expect(meant('a/src/lib.rs', 'use money::thing::T;', others)).toEqual(['b/src/thing.rs']);
	});

	test('[LI11] a crate that the manifest has from elsewhere is none of this repository’s', () => {
		const crate = (name: string, rest = '') => `[package]\nname = "${name}"\n${rest}`;
		const meaning = (rest: string, root = '') =>
			meant('a/src/lib.rs', 'use shop_money::Cents;', {
				...files('money/src/lib.rs', 'a/src/shop_mail.rs'),
				...{ 'Cargo.toml': root, 'money/Cargo.toml': crate('shop-money') },
				'a/Cargo.toml': crate('a', rest),
			})[0];
		const here = 'money/src/lib.rs';
		expect(meaning('')).toBe(here);
		expect(meaning('[dependencies]\nshop-money = "1"')).toBe('');
		expect(meaning('[target."cfg(unix)".dependencies.shop-money]\ngit = "https://x.example"')).toBe(
			'',
		);
		expect(meaning('[dependencies]\nshop-money = { version = "1", path = "../money" }')).toBe(here);
		const both =
			'[dependencies]\nshop-money = "1"\n[dev-dependencies]\nshop-money.path = "../money"';
		expect(meaning(both)).toBe(here);
		const handed = '[dependencies]\nshop-money.workspace = true';
		expect(meaning(handed, '[workspace.dependencies]\nshop-money = "1"')).toBe('');
		expect(meaning(handed, '[workspace.dependencies]\nshop-money.path = "money"')).toBe(here);
		const patch = '[patch.crates-io]\nshop-money = { path = "money" }';
		expect(meaning('[dependencies]\nshop-money = "1"', patch)).toBe(here);
		expect(meaning('[dependencies\nshop-money = "1"')).toBe(here);
	});

	test('[LI11] a path that begins with colons is a crate, whatever the modules are called', () => {
		const others = {
			...files('src/money.rs', 'src/mail.rs', 'mail/src/lib.rs'),
			...{ 'Cargo.toml': '[package]\nname = "a"', 'mail/Cargo.toml': '[package]\nname = "mail"' },
		};
		expect(meant('src/lib.rs', 'use ::money::C; use ::mail::S; use money::C;', others)).toEqual([
			...['', 'mail/src/lib.rs', 'src/money.rs'],
		]);
	});

	test('[LI11] the name may stand in a table or at the workspace, and the library have its own', () => {
		const others = {
			...files('b/src/lib.rs', 'b/src/type.rs', 'c/src/lib.rs'),
			'Cargo.toml': '[workspace.dependencies]\nmoney = { package = "b-lib", path = "b" }',
			'a/Cargo.toml':
				'[package]\nname = "a"\n[dependencies]\nmoney.workspace = true\n[dependencies.post]\npath = "../c"\npackage = "c-lib"\n[features]\nx = []',
			'b/Cargo.toml': '[package]\nname = "b-lib"\n[lib]\nname = "cents"',
			'c/Cargo.toml': '[package]\nname = "c-lib"',
		};
		const code = 'use money::r#type::T; use post::send; use cents::X; use b_lib::X;';
		expect(meant('a/src/lib.rs', code, others)).toEqual([
			...['b/src/type.rs', 'c/src/lib.rs', 'b/src/lib.rs', ''],
		]);
	});

	test('[LI11] what a module above says itself is in its own file', () => {
		const others = files('src/lib.rs', 'src/shop/mod.rs', 'src/shop/till.rs', 'src/shop/mail.rs');
		const code = 'use super::super::mail; use super::super::Money; use super::Coin; use super::*;';
		expect(meant('src/shop/till/coins.rs', code, others)).toEqual([
			...['src/shop/mail.rs', 'src/shop/mod.rs', 'src/shop/till.rs', 'src/shop/till.rs'],
		]);
		expect(meant('src/shop/mod.rs', 'use super::Top;', others)).toEqual(['']);
	});

	test('[LI11] a program of several files in src/bin is a crate of its own', () => {
		const [root, ...others] = ['src/bin/tool/main.rs', 'src/bin/tool/cli.rs', 'src/cli.rs'];
		const crate = { ...files(root, ...others), 'Cargo.toml': '[package]\nname = "a"' };
		const code = 'use crate::cli::run; use a::cli::run;';
		expect(meant('src/bin/tool/deep/run.rs', code, crate)).toEqual(others);
		expect(meant('src/run.rs', 'use crate::cli::run;', crate)).toEqual(['src/cli.rs']);
	});

	test('[LI11] a module of Rust lies where its #[path] says, also beside a file at the usual place', () => {
		const others = {
			...files('src/till.rs', 'src/v2/till.rs', 'src/v2/coins.rs', 'src/mail.rs', 'src/a.rs'),
			...files('src/os.rs', 'src/os_unix.rs', 'src/sell.rs'),
			'Cargo.toml': '[package]\nname = "shop"',
			'src/lib.rs': [
				...['#[path = "v2/till.rs"]', '// ours', 'mod till;', 'mod mail;'],
				'#[cfg_attr(unix, path = "os_unix.rs")]\nmod os;',
			].join('\n'),
		};
		const code =
			'use crate::till::Till; use crate::till::coins::C; use crate::os::x; use shop::till;';
		expect(meant('src/sell.rs', code, others)).toEqual([
			...['src/v2/till.rs', 'src/v2/coins.rs', 'src/os_unix.rs src/os.rs', 'src/v2/till.rs'],
		]);
		const inside = 'use super::mail::M; mod coins; use coins::C; use self::coins::D;';
		expect(meant('src/v2/till.rs', inside, others)).toEqual([
			...['src/mail.rs', 'src/v2/coins.rs', 'src/v2/coins.rs', 'src/v2/coins.rs'],
		]);
		const nested = 'mod inner { #[path = "a.rs"] mod b; }';
		expect(meant('src/sell.rs', nested, others)).toEqual(['']);
	});
});
