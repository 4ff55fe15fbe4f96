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

describe('resolving TypeScript', () => {
	test('[LI7] finds relative files, endings and index left out, and compiled names', () => {
		const code = ['./b', './b.js', './c', '../d/e.ts', './F.svelte', './none', '../../out', '.'];
		const others = files(
			'src/a/b.ts',
			'src/a/c/index.tsx',
			'src/d/e.ts',
			'src/a/F.svelte',
			'src/a/index.ts',
		);
		expect(meant('src/a/x.ts', code.map((one) => `import '${one}';`).join('\n'), others)).toEqual([
			...['src/a/b.ts', 'src/a/b.ts', 'src/a/c/index.tsx', 'src/d/e.ts', 'src/a/F.svelte'],
			...['', '', 'src/a/index.ts'],
		]);
	});

	test('[LI7] follows the nearest tsconfig’s paths, its comments and what it extends', () => {
		const others = {
			...files('web/src/ui/button.ts', 'web/src/one.ts', 'lib/money.ts', 'web/generated/x.ts'),
			'tsconfig.base.json': '{"compilerOptions":{"paths":{"@lib/*":["./lib/*"]}}}',
			'tsconfig.json': '{"extends":"./tsconfig.base.json"}',
			'web/tsconfig.json':
				'{\n// ours\n"compilerOptions":{"baseUrl":"src","paths":{"~ui/*":["none/*","ui/*"],"only":["one.ts"],"*":["../generated/*"],},}}',
		};
		const code = "import '~ui/button'; import 'only'; import 'one'; import 'x'; import 'react';";
		expect(meant('web/src/a.ts', code, others)).toEqual([
			...['web/src/ui/button.ts', 'web/src/one.ts', 'web/src/one.ts', 'web/generated/x.ts', ''],
		]);
		expect(meant('app/a.ts', "import '@lib/money'", others)).toEqual(['lib/money.ts']);
	});

	test('[LI7] takes no module of Node’s for one of the repository’s', () => {
		const others = {
			...files('src/fs.ts', 'src/util/index.ts', 'src/util/deep.ts'),
			'tsconfig.json': '{"compilerOptions":{"baseUrl":"src"}}',
		};
		const code = "import 'fs'; import 'node:fs'; import 'util'; import 'util/deep'; import './fs';";
		expect(meant('src/a.ts', code, others)).toEqual([
			...['', '', '', 'src/util/deep.ts', 'src/fs.ts'],
		]);
	});

	test('[LI7] follows #aliases of the nearest package.json', () => {
		const others = {
			...files('shared/id.ts', 'node.ts'),
			'package.json':
				'{"imports":{"#shared/*":"./shared/*","#env":{"browser":"./none.ts","default":["./node.ts"]}}}',
		};
		const code = "import '#shared/id.ts'; import '#env'; import '#other';";
		expect(meant('server/a.ts', code, others)).toEqual(['shared/id.ts', 'node.ts', '']);
	});

	test('[LI7] finds packages of the workspace by name, and their source behind what is built', () => {
		const others = {
			...files('packages/money/src/index.ts', 'packages/money/src/cents.ts', 'libs/mail/main.js'),
			'packages/money/package.json':
				'{"name":"@shop/money","exports":{".":{"import":"./dist/index.js"},"./*":"./dist/*.js"}}',
			'libs/mail/package.json': '{"name":"mail","main":"main.js"}',
		};
		const code =
			"import '@shop/money'; import '@shop/money/cents'; import 'mail'; import '@shop/none';";
		expect(meant('apps/web/src/a.ts', code, others)).toEqual([
			...['packages/money/src/index.ts', 'packages/money/src/cents.ts', 'libs/mail/main.js', ''],
		]);
	});

	test('[LI7] knows what frameworks call their folders', () => {
		const others = files('src/lib/a.ts', 'src/ui/b.tsx', 'app/c.ts');
		const code = "import '$lib/a'; import '@/ui/b'; import '~/c'; import 'node:fs';";
		expect(meant('src/routes/x.ts', code, others)).toEqual([
			...['src/lib/a.ts', 'src/ui/b.tsx', 'app/c.ts', ''],
		]);
	});
});

describe('resolving Python', () => {
	const others = files(
		...['src/shop/__init__.py', 'src/shop/basket.py', 'src/shop/mail/__init__.py'],
		...['src/shop/mail/sender.py', 'src/shop/selling/__init__.py'],
	);

	test('[LI8] finds modules and packages, absolute ones from a source folder', () => {
		const code =
			'import shop.basket\nfrom shop import mail, basket\nfrom shop.mail import sender, Error\nimport os\n';
		expect(meant('src/shop/selling/sell.py', code, others)).toEqual([
			...['src/shop/basket.py', 'src/shop/mail/__init__.py src/shop/basket.py'],
			...['src/shop/mail/sender.py src/shop/mail/__init__.py', ''],
		]);
	});

	test('[LI8] counts the dots of relative ones', () => {
		const code =
			'from . import till\nfrom .. import basket\nfrom ..mail.sender import send\nfrom ..... import far\n';
		expect(meant('src/shop/selling/sell.py', code, others)).toEqual([
			...['src/shop/selling/__init__.py', 'src/shop/basket.py', 'src/shop/mail/sender.py', ''],
		]);
	});

	test('[LI8] finds what lies beside a script', () => {
		expect(meant('tools/run.py', 'import lines', files('tools/lines.py'))).toEqual([
			'tools/lines.py',
		]);
	});
});

describe('resolving Elixir, Go and Rust', () => {
	test('[LI9] finds Elixir modules where they are defined, whatever the path', () => {
		const others = {
			'lib/shop/odd.ex': 'defmodule Shop.Basket do\n  defmodule Line do\n  end\nend',
			'apps/mail/lib/mail.ex': 'defmodule Mail do\nend',
		};
		const code =
			'defmodule Shop.Sell do\n  alias Shop.Basket\n  Basket.Line.new()\n  Mail.send()\n  Enum.map()\nend';
		expect(meant('lib/shop/sell.ex', code, others)).toEqual([
			...['lib/shop/odd.ex', 'lib/shop/odd.ex', 'apps/mail/lib/mail.ex', ''],
		]);
	});

	test('[LI10] finds Go packages below the module of their go.mod', () => {
		const others = {
			...files('catalogue/a.go', 'tools/gen/b.go'),
			'go.mod': '// shop\nmodule example.com/shop\n\ngo 1.24\n',
			'tools/go.mod': 'module example.com/shop/tools\n',
		};
		const code =
			'package a\nimport ("example.com/shop/catalogue"; "example.com/shop/tools/gen"; "example.com/shopping"; "fmt")';
		expect(meant('selling/a.go', code, others)).toEqual(['catalogue/', 'tools/gen/', '', '']);
		const root = 'package a\nimport "example.com/shop"';
		expect(meant('selling/a.go', root, { ...others, ...files('shop.go') })).toEqual(['/']);
	});

	test('[LI11] finds Rust modules from crate, super, self, a child and another crate', () => {
		const others = {
			...files(
				'src/lib.rs',
				'src/basket.rs',
				'src/basket/line.rs',
				'src/mail/mod.rs',
				'src/selling/till.rs',
			),
			...files('money/src/lib.rs', 'money/src/cents.rs'),
			'Cargo.toml': '[package]\nname = "book-shop"\n\n[dependencies]\nname = "no"\n',
			'money/Cargo.toml': '[package]\nname = "shop-money"\n',
		};
		const code = [
			...['crate::basket::line::Line', 'super::mail::Sender', 'self::till::Till', 'till::Till'],
			...[
				'shop_money::cents::Cents',
				'shop_money::Money',
				'book_shop::basket',
				'std::io',
				'crate::Top',
			],
		].map((path) => `use ${path};`);
		expect(meant('src/selling.rs', code.join('\n'), others)).toEqual([
			...['src/basket/line.rs', 'src/mail/mod.rs', 'src/selling/till.rs', 'src/selling/till.rs'],
			...['money/src/cents.rs', 'money/src/lib.rs', 'src/basket.rs', '', ''],
		]);
	});
});
