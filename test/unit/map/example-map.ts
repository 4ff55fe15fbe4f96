/** Maps for tests: Contexts by one letter or a number, and what they depend on. */
import fc from 'fast-check';
import type { Context } from '#shared/artefact/context.ts';
import { ContextId } from '#shared/id.ts';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

export function contextId(n: number): ContextId {
	const high = LETTERS.charAt(Math.floor(n / 1024) % 32);
	const middle = LETTERS.charAt(Math.floor(n / 32) % 32);
	return ContextId.parse(`cx_0000000${high}${middle}${LETTERS.charAt(n % 32)}`);
}

export function context(n: number, dependencies: readonly number[] = []): Context {
	return {
		id: contextId(n),
		name: `C${n}`,
		type: 'coordination',
		entity: '',
		responsibilities: '',
		dependencies: dependencies.map(contextId),
		stories: [],
		components: [],
		notes: '',
		unresolved: { dependencies: [], stories: [] },
	};
}

/** A map of so many Contexts in which each of the pairs is a dependency. */
export function mapOf(count: number, pairs: readonly (readonly [number, number])[]): Context[] {
	return Array.from({ length: count }, (_, n) =>
		context(
			n,
			pairs.flatMap(([from, to]) => (from === n ? to : [])),
		),
	);
}

/** Any small map, cycles and all. */
export function anyMap(most = 7): fc.Arbitrary<Context[]> {
	return fc.integer({ min: 1, max: most }).chain((count) => {
		const end = fc.nat({ max: count - 1 });
		return fc
			.array(fc.tuple(end, end), { maxLength: count * 3 })
			.map((pairs) => mapOf(count, pairs));
	});
}

/** A map of this size without a cycle, the same every time. */
export function largeMap(count: number, each = 2): Context[] {
	let seed = 7;
	const next = (below: number) => {
		seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
		return (seed >>> 8) % below;
	};
	return Array.from({ length: count }, (_, n) =>
		context(n, n === 0 ? [] : Array.from({ length: next(each + 1) }, () => next(n))),
	);
}
