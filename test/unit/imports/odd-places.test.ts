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

	test('[LI7] a package that its workspace leaves out is none by its name', () => {
		const meaning = (file: string, said: string) =>
			meant('app/src/a.ts', "import '@shop/money'; import 'mail'", {
				...files('libs/money/index.ts', 'libs/old/test/money/index.ts', 'libs/mail/index.ts'),
				'libs/old/test/money/package.json': '{"name":"@shop/money"}',
				'libs/money/package.json': '{"name":"@shop/money"}',
				'libs/mail/package.json': '{"name":"mail"}',
				[file]: said,
			});
		const left = ['libs/money/index.ts', ''];
		const said = "packages:\n  - 'libs/**'\n  - '!**/test/**'\n  - '!./libs/mail/'";
		expect(meaning('pnpm-workspace.yaml', said)).toEqual(left);
		const workspaces = ['libs/**', '!**/test/**', '!libs/mail'];
		expect(meaning('package.json', JSON.stringify({ workspaces }))).toEqual(left);
		expect(meaning('libs/pnpm-workspace.yaml', 'packages: ["**", "!old/**", "!mail"]')).toEqual(
			left,
		);
		const none = ['packages: [', 'packages: 3', '- a', ''];
		for (const text of none)
			expect(meaning('pnpm-workspace.yaml', text)[1]).toBe('libs/mail/index.ts');
	});

	test('[LI7] a glob of Vite means every file that fits, save those it takes away and itself', () => {
		const others = {
			...files(
				'web/src/pages/home.ts',
				'web/src/pages/deep/till.vue',
				'web/src/pages/home.test.ts',
			),
			...files('web/src/ui/card.tsx', 'src/pages/no.ts', 'web/src/mail.ts'),
			'web/tsconfig.json': '{"compilerOptions":{"paths":{"@ui/*":["./src/ui/*"]}}}',
		};
		const code = [
			"import.meta.glob('./pages/*.ts', { eager: true });",
			"import.meta.glob<Page>(['./pages/**/*.{ts,vue}', '!**/*.test.ts', '!./pages/*.test.ts']);",
			"import.meta.globEager('/src/pages/**/*.vue'); import.meta.glob('@ui/*.tsx');",
			'import.meta.glob(`./*.ts`);',
			`import.meta.glob(\`./\${name}/*.ts\`); import.meta.glob('./mail.ts');`,
			"import.meta.glob('./none/*.ts'); other.glob('./pages/*.ts'); import.meta.glob();",
		].join('\n');
		expect(meant('web/src/router.ts', code, others)).toEqual([
			'web/src/pages/home.ts web/src/pages/home.test.ts',
			'web/src/pages/home.ts web/src/pages/deep/till.vue',
			...[
				'web/src/pages/deep/till.vue',
				'web/src/ui/card.tsx',
				'web/src/mail.ts',
				'web/src/mail.ts',
				'',
			],
		]);
		const hostile = `import.meta.glob('./${'{a,b}'.repeat(40)}*.ts')`;
		expect(meant('web/src/router.ts', hostile, others)).toEqual(['']);
	});
});
