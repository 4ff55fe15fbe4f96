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

describe('where an import leads', () => {
	const alias = (base: object, own: object, others: Readonly<Record<string, string>> = {}) =>
		meant('app/a.ts', "import '@x/m'", {
			...{ ...files('src/x/m.ts', 'app/src/x/m.ts'), ...others },
			'tsconfig.base.json': JSON.stringify(base),
			'app/tsconfig.json': JSON.stringify({ extends: '../tsconfig.base.json', ...own }),
		})[0];

	test('[LI7] of a chain of configs each gives what the ones above it do not', () => {
		const paths = { '@x/*': ['src/x/*'] };
		const [withPaths, withBase] = [
			{ compilerOptions: { paths } },
			{ compilerOptions: { baseUrl: '.' } },
		];
		expect(alias(withBase, withPaths)).toBe('src/x/m.ts');
		expect(alias(withPaths, withBase)).toBe('app/src/x/m.ts');
		expect(alias(withPaths, {})).toBe('src/x/m.ts');
	});

	test('[LI7] a config may speak of the folder of whoever extends it, and lie in a package', () => {
		const shared = { compilerOptions: { paths: { '@x/*': [`\${configDir}/src/x/*`] } } };
		expect(alias(shared, {})).toBe('app/src/x/m.ts');
		const config = {
			'config/package.json': '{"name":"@shop/config"}',
			'config/base.json': JSON.stringify(shared),
		};
		expect(alias({}, { extends: '@shop/config/base.json' }, config)).toBe('app/src/x/m.ts');
	});

	test('[LI7] a path that ends in dots or a slash means the folder', () => {
		const others = files('src/a.ts', 'src/a/index.ts', 'src/a/b.ts', 'src/a/b/index.ts');
		const code = "import '.'; import './'; import './b/'; import './b'; import '../a/.';";
		expect(meant('src/a/x.ts', code, others)).toEqual([
			...['src/a/index.ts', 'src/a/index.ts', 'src/a/b/index.ts', 'src/a/b.ts', 'src/a/index.ts'],
		]);
		expect(meant('src/a/b/x.ts', "import '..';", others)).toEqual(['src/a/index.ts']);
	});

	test('[LI7] a package of the workspace is found by what its user calls it', () => {
		const dependencies = {
			...{ cash: 'npm:@shop/money@^1', coins: 'workspace:@shop/money@*', purse: 'link:../money' },
			...{ lost: 'file:../none', money: '1.0.0' },
		};
		const others = {
			...files('libs/money/src/index.ts', 'libs/money/src/cents.ts'),
			'libs/money/package.json': '{"name":"@shop/money"}',
			'libs/till/package.json': JSON.stringify({ name: 'till', dependencies }),
		};
		const code =
			"import 'cash'; import 'coins/cents'; import 'purse'; import 'lost'; import 'money';";
		expect(meant('libs/till/src/a.ts', code, others)).toEqual([
			...['libs/money/src/index.ts', 'libs/money/src/cents.ts', 'libs/money/src/index.ts', '', ''],
		]);
		expect(meant('libs/mail/a.ts', "import 'cash';", others)).toEqual(['']);
	});

	test('[LI8] a bare name is Python’s own module, and no script of a folder beside', () => {
		const others = files('app/mail/types.py', 'app/mail/requests.py', 'app/sell/lines.py');
		const code = 'import types\nimport requests\nimport lines\n';
		expect(meant('app/sell/sell.py', code, others)).toEqual(['', '', 'app/sell/lines.py']);
	});

	test('[LI8] a package goes before a module of its name, and a bare folder after', () => {
		const others = files('a.py', 'a/__init__.py', 'b.py', 'b/c.py');
		expect(meant('x.py', 'import a\nimport b\n', others)).toEqual(['a/__init__.py', 'b.py']);
	});

	test('[LI8] packages without __init__ are found below what is there to install', () => {
		const [mail, code] = ['services/api/src/shop/mail/send.py', 'import shop.mail.send'];
		const project = files(mail, 'services/api/pyproject.toml');
		expect(meant('services/api/src/shop/sell/a.py', code, project)).toEqual([mail]);
	});

	test('[LI10] of Go’s modules of one name the one around a file is meant', () => {
		const others = {
			...files('a/till/x.go', 'b/till/x.go', 'b/deep/y.go', 'till/x.go'),
			...{ 'go.mod': 'module one', 'a/go.mod': 'module two', 'b/go.mod': 'module two' },
			'b/deep/go.mod': 'module two/deep',
		};
		const code = 'package a\nimport ("two/till"; "two/deep"; "one/till")';
		expect(meant('b/sell/a.go', code, others)).toEqual(['b/till/', 'b/deep/', 'till/']);
		expect(meant('a/sell/a.go', code, others)).toEqual(['a/till/', 'b/deep/', 'till/']);
	});

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
});
