import { describe, expect, test } from 'vitest';
import { matchesAnyGlob, matchesGlob } from '#shared/trace/glob.ts';
import { isTestPath } from '#shared/trace/paths.ts';
import { PRESETS } from '#shared/trace/presets/presets.ts';

describe('tests and code', () => {
	test.each([
		['typescript', 'src/a/b.test.ts', true],
		['typescript', 'src/a/b.ts', false],
		['typescript', 'src/a/__tests__/b.test.ts', true],
		['typescript', 'packages/x/src/b.spec.ts', true],
		['python', 'src/shop/test_cart.py', true],
		['python', 'src/shop/cart.py', false],
		['go', 'shop/cart_test.go', true],
		['go', 'shop/cart.go', false],
		['phoenix', 'apps/shop/test/cart_test.exs', true],
		['rust', 'src/cart_test.rs', true],
	])('[CK13] %s: whether %s is a test: %s', (name, path, expected) => {
		const preset = PRESETS.get(name);
		expect(preset && isTestPath(preset, path)).toBe(expected);
	});
});

describe('globs', () => {
	test.each([
		['src/**', 'src/a/b.ts', true],
		['src/**', 'lib/a.ts', false],
		['src/*.ts', 'src/a.ts', true],
		['src/*.ts', 'src/a/b.ts', false],
		['**/*.gen.ts', 'a.gen.ts', true],
		['**/*.gen.ts', 'src/a/b.gen.ts', true],
		['*.gen.ts', 'src/a/b.gen.ts', true],
		['gen', 'src/regen', false],
		['src/**/index.ts', 'src/index.ts', true],
		['src/**/index.ts', 'src/a/b/index.ts', true],
		['src/**/index.ts', 'src/a/xindex.ts', false],
		['legacy/', 'legacy/a/b.ts', true],
		['/src/a.ts', 'src/a.ts', true],
		['src/?.ts', 'src/a.ts', true],
		['src/?.ts', 'src//.ts', false],
		['src/a+(b).ts', 'src/a+(b).ts', true],
		['', 'src/a.ts', false],
	])('[CK14] %s and %s: %s', (glob, path, expected) => {
		expect(matchesGlob(glob, path)).toBe(expected);
	});

	test('[CK14] a glob made to be slow is not', () => {
		const glob = `${'**/*a'.repeat(200)}b`;
		expect(matchesAnyGlob([glob], 'a/'.repeat(2_000))).toBe(false);
	});
});
