import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { driftFindings, driftOf } from '#shared/imports/drift.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { codeRepository } from '#test/fixtures/code/code-repository.ts';
import { files, meanings } from '#test/fixtures/code/meanings.ts';
import { importReader } from '#test/fixtures/code/parsers.ts';

let read: ImportReader;
beforeAll(async () => {
	read = await importReader();
});

const said = (path: string, ...lines: readonly string[]) =>
	(read(path, lines.join('\n'))?.imports ?? []).map(
		({ line, column, specifier }) => `${line}:${column} ${specifier}`,
	);

const meant = (file: string, code: string, others: Readonly<Record<string, string>>) =>
	meanings(read, file, code, others);

describe('what code says that it uses', () => {
	test('[LI1] a comment for a bundler, or other quotes, hide no import()', () => {
		const lines = [
			'import(/* webpackChunkName: "a" */ "./a");',
			'await import(',
			'\t// @vite-ignore',
			"\t'./b',",
			');',
			'import(`./c`); require(`./d`);',
			`import(\`./\${name}\`); import(/* './no' */ name);`,
		];
		expect(said('src/a.ts', ...lines)).toEqual(['1:36 ./a', '4:2 ./b', '6:8 ./c', '6:24 ./d']);
	});

	test('[LI1] in Svelte an import() in the braces of the markup is one, at its place', () => {
		const lines = [
			"<script lang=\"ts\">import a from './a'</script>{#await import('./b.svelte') then b}",
			"<button onclick={() =>\nimport('./c.ts')}>Go</button>{/await}",
			"<p>import('./no')</p><!-- {import('./no')} -->{open ? import('./d') : null}",
		];
		const found = ['1:33 ./a', '1:62 ./b.svelte', '3:8 ./c.ts', '4:62 ./d'];
		expect(said('src/a.svelte', ...lines)).toEqual(found);
	});

	test('[LI3] in Elixir an alias ends with the block that it stands in', () => {
		const lines = [
			...['defmodule Shop.Sell do', '  def a do', '    alias Shop.Mail.Sender'],
			...['    Sender.send()', '  end', '  def b, do: Sender.send()', 'end'],
		];
		expect(said('lib/sell.ex', ...lines)).toEqual(['3:11 Shop.Mail.Sender', '6:14 Sender']);
	});

	test('[LI5] in Rust a whole path is told in code and in macros, once a use has not told of it', () => {
		const lines = [
			...[
				'use crate::mail;',
				'use shop_types as types;',
				'fn sell() {',
				'  shop_billing::charge();',
			],
			...['  println!("crate::no {}", crate::till::open(vec![shop_money::cents(std::x::y())]));'],
			...['  mail::send(); types::go(); let t: shop_till::Till = Default::default();', '}'],
		];
		expect(said('src/sell.rs', ...lines)).toEqual([
			...['1:5 crate::mail', '2:5 shop_types', '4:3 shop_billing::charge'],
			...['5:28 crate::till::open', '5:51 shop_money::cents', '6:37 shop_till::Till'],
		]);
		const deep = `fn a() { m!(${'('.repeat(20_000)}crate::b::c${')'.repeat(20_000)}) }`;
		expect(read('src/a.rs', deep)?.complete).toBe(true);
	});

	test('[LI5] in Rust every attribute above an item may say that it is for tests alone', () => {
		const lines = [
			...['#[cfg(test)]', '#[allow(dead_code)]', 'mod tests { use crate::a::x; }'],
			...['#[cfg(test)]', 'use crate::b::x;', '#[test]', 'fn t() { crate::c::x(); }'],
			...['#[cfg(not(test))]', 'use crate::d::x;', '#[cfg(feature = "test")]', 'use crate::e::x;'],
		];
		expect(said('src/a.rs', ...lines)).toEqual(['9:5 crate::d::x', '11:5 crate::e::x']);
	});
});

describe('where it leads', () => {
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

	test('[LI8] a bare name is Python’s own module, and no script of a folder beside', () => {
		const others = files('app/mail/types.py', 'app/mail/requests.py', 'app/sell/lines.py');
		const code = 'import types\nimport requests\nimport lines\n';
		expect(meant('app/sell/sell.py', code, others)).toEqual(['', '', 'app/sell/lines.py']);
	});

	test('[LI8] packages without __init__ are found below what is there to install', () => {
		const [mail, code] = ['services/api/src/shop/mail/send.py', 'import shop.mail.send'];
		const project = files(mail, 'services/api/pyproject.toml');
		expect(meant('services/api/src/shop/sell/a.py', code, project)).toEqual([mail]);
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
});

test('[DR4] what the map calls code is no test, whatever it is called', () => {
	const map = (name: string, code: string) =>
		`## ${name}\n**Type**: domain\n\n### Components\n| Component | Type | Code |\n|---|---|---|\n| ${name} | module | ${code} |\n`;
	const text = `# Map\n\n${map('Mail', 'src/mail/send.ts')}\n${map('Load', 'src/load/load-test.ts')}`;
	const { blocks } = readContextMap(text, []);
	const contexts = blocks.flatMap((block) => (block.kind === 'context' ? block.context : []));
	const conventions = conventionsOf({ preset: 'typescript', rules: {} });
	const tells = (file: string) => {
		const texts = {
			'src/mail/send.ts': '',
			'src/load/load-test.ts': '',
			[file]: "import '../mail/send';",
		};
		const drift = driftOf(contexts, codeRepository(texts, read), conventions);
		return driftFindings(drift, conventions).length;
	};
	expect(tells('src/load/load-test.ts')).toBe(1);
	expect(tells('src/load/other-test.ts')).toBe(0);
});
