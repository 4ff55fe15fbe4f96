import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { driftFindings, driftOf } from '#shared/imports/drift.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { codeRepository } from '#test/fixtures/code/code-repository.ts';
import { importReader } from '#test/fixtures/code/parsers.ts';

let read: ImportReader;
beforeAll(async () => {
	read = await importReader();
});

const said = (path: string, ...lines: readonly string[]) =>
	(read(path, lines.join('\n'))?.imports ?? []).map(
		({ line, column, specifier }) => `${line}:${column} ${specifier}`,
	);

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

	test('[LI6] a byte order mark takes no column', () => {
		expect(said('src/a.ts', "\uFEFFimport './a';", "import './b';")).toEqual([
			'1:8 ./a',
			'2:8 ./b',
		]);
		expect(said('a.py', '\uFEFFimport a')).toEqual(['1:8 a']);
		expect(said('a.svelte', "\uFEFF<script>import './a';")).toEqual([]);
		expect(said('a.svelte', "\uFEFF<script>import './a';</script>")).toEqual(['1:16 ./a']);
	});

	test('[LI1] what stands in the place of a type are types', () => {
		const lines = [
			"let a: import('./a').A; type B = typeof import('./b'); const c = import('./c');",
			"let d: Map<import('./d').D<B>> = x as import('./e').E; (import('./f') as F).then();",
			"import type G = require('./g'); import type = require('./h');",
		];
		const imports = read('src/a.ts', lines.join('\n'))?.imports ?? [];
		const types = imports.filter(({ kind }) => kind === 'types').map(({ specifier }) => specifier);
		expect(types).toEqual(['./a', './b', './d', './e', './g']);
		expect(imports).toHaveLength(8);
	});

	test('[LI1] in Vue a script may hold TypeScript and elements', () => {
		const lines = [
			'<script lang="tsx">',
			"const A = () => <p>it's</p>;",
			"import './b';",
			'</script>',
		];
		expect(said('src/a.vue', ...lines)).toEqual(['3:8 ./b']);
	});

	test('[LI2] in Python all that is below TYPE_CHECKING alone are types', () => {
		const lines = [
			...['if t.TYPE_CHECKING:', '    import a as b', '    if x:', '        from c import d'],
			...['else:', '    import e', 'if not TYPE_CHECKING:', '    import f'],
		];
		const imports = read('a.py', lines.join('\n'))?.imports ?? [];
		expect(imports.map(({ specifier, kind }) => [specifier, kind])).toEqual([
			...[
				['a', 'types'],
				['c', 'types'],
			],
			...[
				['e', 'code'],
				['f', 'code'],
			],
		]);
	});

	test('[LI3] in Elixir a module has the names that it gives itself, and that require gives', () => {
		const lines = [
			...['defmodule Shop.Sell do', '  alias __MODULE__', '  alias __MODULE__, as: Self'],
			...['  require Shop.Log, as: L', '  require Shop.Money', '  Sell.A.x(); Self.B.x()'],
			...['  L.C.x(); Money.D.x(); Elixir.Shop.Mail.x()', 'end'],
		];
		expect(said('lib/sell.ex', ...lines).map((one) => one.split(' ')[1])).toEqual([
			...['Shop.Log', 'Shop.Money', 'Shop.Sell.A', 'Shop.Sell.B', 'Shop.Log.C', 'Money.D'],
			'Shop.Mail',
		]);
	});

	test('[LI3] in Elixir markup speaks of modules in its tags, braces and marks, and nowhere else', () => {
		const lines = [
			...['defmodule ShopWeb.Sell do', '  alias Shop.Money', '  def show(a) do', '    ~H"""'],
			...[
				'    <ShopWeb.Card.show price={Money.Cents.text(@price)}>Visit Shop.com</ShopWeb.Card.show>',
			],
			...['    <p class={"Shop.no #{Shop.Look.of(@a)}"}>{%{a: Shop.Deep.b("}")}} Shop.No.c</p>'],
			...['    <%= Shop.Old.text() %><%!-- Shop.No.d() --%><script>{Shop.No.e()}</script>'],
			...['    <.live module={ShopWeb.Live} />', '    """', '  end', 'end'],
		];
		expect(said('lib/sell.ex', ...lines)).toEqual([
			...['2:9 Shop.Money', '5:6 ShopWeb.Card', '5:31 Shop.Money.Cents', '6:26 Shop.Look'],
			...['6:52 Shop.Deep', '7:9 Shop.Old', '8:20 ShopWeb.Live'],
		]);
		for (const piece of ['<{"', '{A.b}', '{"#{', '{"#{a}', '<script ', '<%!--', '<A.']) {
			const hostile = `def a, do: ~H|${piece.repeat(20_000)}|`;
			expect(read('lib/a.ex', hostile)?.complete).toBe(true);
		}
	});

	test('[LI3] a template of Elixir speaks of modules as markup does, and of nothing else', () => {
		const lines = [
			'<ShopWeb.Card.show price={Shop.Money.text(@price)}>Visit Shop.com</ShopWeb.Card.show>',
			'<%= Shop.Old.text() %> <.live module={ShopWeb.Card} /> <%!-- Shop.No.a() --%>',
		];
		const marks = ['2:5 Shop.Old'];
		const all = ['1:2 ShopWeb.Card', '1:27 Shop.Money', ...marks];
		expect(said('lib/shop_web/sell/show.html.heex', ...lines)).toEqual(all);
		expect(said('lib/shop_web/sell/show.html.leex', ...lines)).toEqual(marks);
		expect(said('priv/templates/schema.ex.eex', ...lines)).toEqual(marks);
		expect(read('lib/a.heex', `\0${lines[0]}`)?.complete).toBe(false);
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

	test('[LI5] in Rust a use gives one name, and a path may be raw, or begin twice', () => {
		const lines = [
			...['use crate::mail::{self as post, till};', 'use self::super::shelf;', 'use crate::x::*;'],
			...['fn a() { mail::send(); post::no(); till::no(); x::y(); m!(r#type::z()); }'],
		];
		expect(said('src/a.rs', ...lines)).toEqual([
			...['1:19 crate::mail', '1:33 crate::mail::till', '2:5 super::shelf', '3:5 crate::x'],
			...['4:10 mail::send', '4:48 x::y', '4:59 r#type::z'],
		]);
	});

	test('[LI5] in Rust a path in angle brackets is one, and who may look in is none', () => {
		const lines = [
			'pub(in crate::a::b) fn x() { crate::c::Till::<crate::d::Cents>::open(); }',
			'pub(in crate::a) use crate::e::y;',
		];
		const found = ['1:30 crate::c::Till', '1:47 crate::d::Cents', '2:22 crate::e::y'];
		expect(said('src/a.rs', ...lines)).toEqual(found);
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
