import { describe, expect, test } from 'vitest';
import { createTracing } from '#shared/trace/tracing/tracing.ts';
import { inputOf, pretendFiles, traced } from '#test/fixtures/traces.ts';

const SAYS = 'it says something';

/** Preset, the Design's file, its code, its test. Each is found from the Design's own path alone. */
const CONVENTIONS: readonly (readonly [string, string, string, string])[] = [
	[
		'typescript',
		'docs/design/accounts/session.md',
		'src/accounts/session.ts',
		'test/accounts/session.test.ts',
	],
	[
		'typescript',
		'docs/design/accounts/session.md',
		'src/accounts/session.ts',
		'src/accounts/session.test.ts',
	],
	['typescript', 'docs/design/cart/Basket.md', 'src/cart/Basket.svelte', 'src/cart/Basket.test.ts'],
	[
		'typescript',
		'docs/design/cart/Total.md',
		'src/cart/Total.tsx',
		'src/cart/__tests__/Total.test.tsx',
	],
	['phoenix', 'docs/design/shop/cart.md', 'lib/shop/cart.ex', 'test/shop/cart_test.exs'],
	['python', 'docs/design/shop/cart.md', 'src/shop/cart.py', 'tests/shop/test_cart.py'],
	['go', 'docs/design/internal/cart.md', 'internal/cart.go', 'internal/cart_test.go'],
	['rust', 'docs/design/cart.md', 'src/cart.rs', 'src/cart/tests.rs'],
];

/** Where `*` in a code pattern is a package, the map says which. */
const PACKAGES: readonly (readonly [string, string, string, string])[] = [
	[
		'typescript',
		'docs/design/shop/cart.md',
		'packages/shop/src/cart.ts',
		'packages/shop/test/cart.test.ts',
	],
	[
		'phoenix',
		'docs/design/shop_web/live/cart.md',
		'apps/shop_web/lib/live/cart.ex',
		'apps/shop_web/test/live/cart_test.exs',
	],
	[
		'python',
		'docs/design/shop/cart.md',
		'packages/shop/src/cart.py',
		'packages/shop/tests/test_cart.py',
	],
	['rust', 'docs/design/shop/cart.md', 'crates/shop/src/cart.rs', 'crates/shop/tests/cart.rs'],
];

function lookOf(
	preset: string,
	file: string,
	code: string,
	files: Record<string, string>,
	testPath = '',
) {
	const design = traced(code, { file, test: testPath });
	const { looks, implemented } = createTracing()(
		inputOf([design], pretendFiles(files), preset),
		null,
	);
	const look = looks.get(design.component.id);
	if (look === undefined) throw new Error('There is a Trace.');
	return { ...look.trace, implemented: implemented.has(design.component.id) };
}

describe('places', () => {
	test.each(CONVENTIONS)(
		'[TR9] %s: %s is the design of %s, tested by %s',
		(preset, file, code, testPath) => {
			const seen = lookOf(preset, file, '', { [code]: SAYS, [testPath]: SAYS });
			expect(seen).toMatchObject({
				code: { path: code, state: 'there' },
				test: { path: testPath },
			});
			expect(seen.implemented).toBe(true);
		},
	);

	test.each(PACKAGES)(
		'[TR9] %s: in packages, %s is the design of %s, tested by %s',
		(preset, file, code, testPath) => {
			for (const given of ['', code]) {
				const seen = lookOf(preset, file, given, { [code]: SAYS, [testPath]: SAYS });
				expect(seen).toMatchObject({ code: { path: code }, test: { path: testPath } });
			}
		},
	);

	test('[TR9] what the map says goes before the rule, and the design may name its own test', () => {
		const files = { 'tools/odd.ts': SAYS, 'checks/odd.ts': SAYS, 'src/a.ts': SAYS };
		const seen = lookOf('typescript', 'docs/design/a.md', 'tools/odd.ts', files, 'checks/odd.ts');
		expect(seen).toMatchObject({ code: { path: 'tools/odd.ts' }, tests: ['checks/odd.ts'] });
		expect(seen.implemented).toBe(true);
	});

	test('[TR9] with no rules, as in plain, what is written down is all there is', () => {
		expect(lookOf('plain', 'docs/design/a.md', '', {})).toMatchObject({ code: null, test: null });
		const seen = lookOf(
			'plain',
			'docs/design/a.md',
			'a.sql',
			{ 'a.sql': SAYS, 't.sql': SAYS },
			't.sql',
		);
		expect(seen.implemented).toBe(true);
	});

	test('[TR10] the first place with a file that says something counts', () => {
		const both = { 'src/a.ts': SAYS, 'test/a.test.ts': '', 'src/a.test.ts': SAYS };
		expect(lookOf('typescript', 'docs/design/a.md', '', both).test?.path).toBe('src/a.test.ts');
		const none = lookOf('typescript', 'docs/design/a.md', '', { 'src/a.ts': SAYS });
		expect(none.test).toEqual({ path: 'test/a.test.ts', state: 'missing', hash: null });
	});

	test.each([
		['src/a.ts', { 'src/a.ts': ' \n', 'test/a.test.ts': SAYS }],
		['test/a.test.ts', { 'src/a.ts': SAYS, 'test/a.test.ts': '' }],
		['no test', { 'src/a.ts': SAYS }],
	])('[TR10] nothing is implemented by what says nothing: %s', (_, files) => {
		expect(lookOf('typescript', 'docs/design/a.md', '', files).implemented).toBe(false);
	});
});
