import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findChain, joined, NOTHING, pastOf, placeIn, withPlace } from '#shared/lifecycle/past.ts';

/** By chain, how far up it is seen: what a past says, in plain words. */
const chains = fc.dictionary(fc.nat(300).map(String), fc.nat(5), { maxKeys: 40 });
type Chains = typeof chains extends fc.Arbitrary<infer T> ? T : never;

const seeing = (all: Chains) =>
	Object.entries(all).reduce(
		(past, [chain, place]) => withPlace(past, Number(chain), place),
		NOTHING,
	);
const seen = (past: ReturnType<typeof seeing>) =>
	Object.fromEntries(
		Array.from({ length: 400 }, (_, chain) => [`${chain}`, placeIn(past, chain)]).filter(
			([, place]) => place !== -1,
		),
	);
const furthest = (one: Chains, other: Chains) =>
	Object.fromEntries(
		Object.keys({ ...one, ...other }).map((key) => [
			key,
			Math.max(one[key] ?? -1, other[key] ?? -1),
		]),
	);

describe('a past', () => {
	test('[OR1] says of every chain how far up it is seen, and never less than before', () => {
		fc.assert(
			fc.property(chains, chains, (one, other) => {
				const past = seeing(one);
				expect(seen(past)).toEqual(one);
				const more = Object.entries(other).reduce(
					(all, [chain, place]) => withPlace(all, Number(chain), place),
					past,
				);
				expect(seen(more)).toEqual(furthest(one, other));
				expect(seen(joined(past, seeing(other)))).toEqual(furthest(one, other));
				expect(seen(past)).toEqual(one);
			}),
		);
	});

	test('[OR1] of all there is sees each chain to its end', () => {
		const places = Array.from({ length: 150 }, (_, n) => n % 7);
		expect(Object.values(seen(pastOf(places)))).toEqual(places);
	});

	test('[OR1] finds a chain among those that are seen, and no other', () => {
		const past = seeing({ 3: 1, 70: 4, 200: 4 });
		expect(findChain(past, (place) => place === 4)).toBe(70);
		expect(findChain(past, (place) => place === -1)).toBe(-1);
		expect(findChain(past, (_, chain) => chain > 70)).toBe(200);
	});

	test('[OR7] shares its blocks with those that see no more in them', () => {
		const wide = seeing({ 1: 4, 70: 2, 200: 3 });
		const narrow = seeing({ 1: 2, 70: 1, 200: 1 });
		for (const both of [joined(wide, narrow), joined(narrow, wide)]) {
			expect(both.every((block, n) => block === wide[n])).toBe(true);
		}
		const ahead = withPlace(wide, 1, 9);
		expect(ahead.map((block, n) => block === wide[n])).toEqual([false, true, true, true]);
		expect(joined(wide, wide)).toBe(wide);
		expect(withPlace(wide, 70, 2)).toBe(wide);
	});
});
