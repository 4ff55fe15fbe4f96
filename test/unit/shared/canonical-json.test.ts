import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#shared/canonical-json.ts';

/** With its keys as RFC 8785 has them, at every depth. */
function inOrder(value: unknown): unknown {
	return JSON.parse(canonicalize(value) ?? 'null');
}

class Spoken {
	toJSON() {
		return { d: 1, c: 2 };
	}
}

function nested(depth: number): unknown {
	let value: unknown = 'core';
	for (let n = 0; n < depth; n++) value = { b: value, a: [value === 'core'] };
	return value;
}

describe('canonical JSON', () => {
	test('[RV7] is what RFC 8785 says, in whatever order it was made', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
				const expected = canonicalize(value);
				expect(canonicalJson(value)).toBe(expected);
				expect(canonicalJson(inOrder(value))).toBe(expected);
			}),
			{ numRuns: 2_000 },
		);
	});

	test.each([
		['keys by code unit, not by character', { '\u{1f600}': 1, '\ufb01': 2 }],
		['keys that are numbers', { 10: 1, 9: 2, b: 3, a: 4 }],
		['what JSON leaves out', { a: undefined, b: [undefined, () => 0], c: Symbol('c') }],
		['what says itself how it reads', { a: new Date(0), b: { toJSON: () => ({ d: 1, c: 2 }) } }],
		['what its class says', { a: new Spoken() }],
		['lists with holes', { a: Object.assign(new Array(3), [1]) }],
		['an empty key', { '': 1, a: { '': 2 } }],
		['no object at all', 'text'],
		['numbers at their ends', [-0, 1e21, 1e-7, 5e-324, Number.MAX_SAFE_INTEGER]],
		['what lies deeper than anything that is hashed', nested(60)],
	])('[RV7] prints %s', (_, value) => {
		expect(canonicalJson(value)).toBe(canonicalize(value));
	});

	test('[RV7] refuses what JSON cannot say, in keys as in values', () => {
		const circle: Record<string, unknown> = {};
		circle['a'] = circle;
		for (const value of [
			'\ud800',
			{ '\ud800': 1 },
			{ a: ['\udfff'] },
			[Number.NaN],
			undefined,
			circle,
		])
			expect(() => canonicalJson(value)).toThrow();
		expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow();
		expect(() => canonicalJson(circle)).toThrow('Circular');
	});
});
