import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Positions } from '#shared/doc/layout-doc.ts';
import { arrangeMap } from '#shared/trace/map/arrange-map.ts';
import { cyclesOf } from '#shared/trace/map/cycles.ts';
import { dependencyGraphOf, dependencyPairs } from '#shared/trace/map/dependency-graph.ts';
import { groupsByHeading, groupsByType } from '#shared/trace/map/groups.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';
import { placeContexts } from '#shared/trace/map/place-contexts.ts';
import { spread } from '#shared/trace/map/settle-columns.ts';
import { anyMap, context, contextId, largeMap } from '#test/unit/map/example-map.ts';

describe('arranging a map', { timeout: 60_000 }, () => {
	test('[MP6] the same everywhere, nothing overlaps, dependents stand left', () => {
		fc.assert(
			fc.property(anyMap(14), (contexts) => {
				const places = arrangeMap(contexts, []);
				expect(places.size).toBe(contexts.length);
				expect(overlapping(places)).toEqual([]);
				expect([...arrangeMap(contexts.toReversed(), [])].toSorted()).toEqual(
					[...places].toSorted(),
				);
				const graph = dependencyGraphOf(contexts);
				if (cyclesOf(graph).knots.length > 0) return;
				for (const [from, to] of dependencyPairs(graph))
					expect(places.get(from)?.x).toBeLessThan(places.get(to)?.x ?? 0);
			}),
		);
	});

	test('[MP7] what has a place keeps it, and the new ones find room', () => {
		fc.assert(
			fc.property(anyMap(12), fc.nat({ max: 12 }), (contexts, count) => {
				const before = arrangeMap(contexts.slice(0, count), []);
				const after = placeContexts(contexts, [], before);
				for (const [id, place] of before) expect(after.get(id)).toEqual(place);
				expect(after.size).toBe(contexts.length);
				expect(overlapping(after)).toEqual([]);
				expect(placeContexts(contexts.toReversed(), [], before)).toEqual(after);
			}),
		);
	});

	test('[MP7] a new context comes beside what it depends on', () => {
		const before = arrangeMap([context(0), context(1, [0])], []);
		const after = placeContexts([context(0), context(1, [0]), context(2, [1])], [], before);
		const [own, right] = [after.get(contextId(2)), before.get(contextId(1))];
		expect(own?.x).toBeLessThan(right?.x ?? 0);
		expect(own?.y).toBe(right?.y);
	});

	test('[MP10] headings part contexts into groups, and one heading over all parts nothing', () => {
		const ids = [0, 1, 2].map(contextId);
		const [a, b, c] = ids.map((id) => ({ kind: 'context' as const, id }));
		if (!a || !b || !c) throw new Error('There are three.');
		const text = (words: string) => ({ kind: 'text' as const, text: words });
		const lines = [
			text('# Shop\n\n## *Front*\n\nWords.'),
			a,
			text('```\n## no\n```\n## Back ##'),
			b,
			c,
		];
		expect(groupsByHeading(lines)).toEqual([
			{ title: 'Front', members: [ids[0]] },
			{ title: 'Back', members: [ids[1], ids[2]] },
		]);
		expect(groupsByHeading([text('## Overview'), a, b, c])).toEqual([]);
	});

	test('[MP10] the lanes of an arranged map never overlap', () => {
		const contexts = largeMap(60).map((one, n) => ({
			...one,
			type: n % 3 === 0 ? ('coordination' as const) : ('domain' as const),
		}));
		const groups = groupsByType(contexts);
		const places = arrangeMap(contexts, groups);
		const [upper = [], lower = []] = groups.map(({ members }) =>
			members.map((id) => places.get(id)?.y ?? 0),
		);
		expect(Math.max(...upper) + NODE_SIZE.height).toBeLessThan(Math.min(...lower));
		expect(overlapping(places)).toEqual([]);
	});

	test('[MP13] two thousand contexts are arranged, and grow by one', () => {
		const contexts = largeMap(2_000);
		const places = arrangeMap(contexts.slice(1), []);
		expect(overlapping(places)).toEqual([]);
		expect(placeContexts(contexts, [], places).size).toBe(2_000);
	});

	test('[MP6] boxes settle as near to their wishes as their order lets them', () => {
		expect(spread(10, [0, 100, 200])).toEqual([0, 100, 200]);
		expect(spread(10, [50, 50])).toEqual([45, 55]);
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 9 }), (wanted) => {
				const middles = spread(10, wanted);
				for (const [n, middle] of middles.entries())
					if (n > 0) expect(middle - (middles[n - 1] ?? 0)).toBeGreaterThan(9.999);
			}),
		);
	});
});

function overlapping(places: Positions): string[] {
	const all = [...places].toSorted(([, a], [, b]) => a.x - b.x);
	return all.flatMap(([id, one], n) => {
		const found: string[] = [];
		for (const [other, { x, y }] of all.slice(n + 1)) {
			if (x - one.x >= NODE_SIZE.width) break;
			if (Math.abs(y - one.y) < NODE_SIZE.height) found.push(`${id} ${other}`);
		}
		return found;
	});
}
