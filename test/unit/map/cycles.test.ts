import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';
import { cyclesOf, cyclicPairs } from '#shared/trace/map/cycles.ts';
import { dependencyGraphOf } from '#shared/trace/map/dependency-graph.ts';
import { layersOf } from '#shared/trace/map/layers.ts';
import { anyMap, contextId, largeMap, mapOf } from '#test/unit/map/example-map.ts';

const MANY = 1_000_000;

describe('cycles', { timeout: 60_000 }, () => {
	test('[MP1] every elementary cycle is found once, as trying every way round finds them', () => {
		fc.assert(
			fc.property(anyMap(6), (contexts) => {
				const { cycles, hasMore } = cyclesOf(dependencyGraphOf(contexts), MANY);
				expect(hasMore).toBe(false);
				expect(cycles.map((cycle) => cycle.join()).toSorted()).toEqual(cyclesByTrying(contexts));
			}),
			{ numRuns: 300 },
		);
	});

	test('[MP1] a knot is exactly those that reach one another', () => {
		fc.assert(
			fc.property(anyMap(), (contexts) => {
				const graph = dependencyGraphOf(contexts);
				const found = cyclesOf(graph);
				const reach = reachOf(contexts);
				const inKnots = found.knots.flat();
				const onCycle = graph.ids.filter((id) => reach.get(id)?.has(id));
				expect([...inKnots].sort()).toEqual(onCycle);
				for (const knot of found.knots) {
					for (const one of knot)
						for (const other of knot) expect(reach.get(one)?.has(other)).toBe(true);
				}
				for (const pair of cyclicPairs(graph, found)) {
					const [from, to] = pair.split(' ');
					expect(
						graph.ids.some((id) => id === to && reach.get(id)?.has(pairEnd(graph.ids, from))),
					).toBe(true);
				}
			}),
		);
	});

	test('[MP1] a knot with more ways round than anyone reads tells some of each knot', () => {
		const dense = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((from) =>
			[0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((to): [number, number][] =>
				from === to ? [] : [[from, to]],
			),
		);
		const found = cyclesOf(dependencyGraphOf(mapOf(12, [...dense, [10, 11], [11, 10]])), 20);
		expect(found.hasMore).toBe(true);
		expect(found.cycles.length).toBeLessThanOrEqual(20);
		expect(found.cycles).toContainEqual([contextId(10), contextId(11)]);
		expect(found.knots).toHaveLength(2);
	});

	test('[MP13] two thousand contexts in a ring, and as many without, need no recursion', () => {
		const ring = mapOf(
			2_000,
			Array.from({ length: 2_000 }, (_, n) => [n, (n + 1) % 2_000]),
		);
		const found = cyclesOf(dependencyGraphOf(ring));
		expect(found.cycles.map(({ length }) => length)).toEqual([2_000]);
		expect(cyclesOf(dependencyGraphOf(largeMap(2_000))).knots).toEqual([]);
	});
});

describe('layers', { timeout: 60_000 }, () => {
	test('[MP2] a context stands one above the deepest that it depends on', () => {
		fc.assert(
			fc.property(anyMap(), (contexts) => {
				const graph = dependencyGraphOf(contexts);
				const layers = layersOf(graph);
				const reach = reachOf(contexts);
				for (const id of graph.ids) {
					const together = graph.ids.filter(
						(other) => other === id || (reach.get(id)?.has(other) && reach.get(other)?.has(id)),
					);
					const below = together.flatMap((one) =>
						(graph.dependencies.get(one) ?? []).filter((to) => !together.includes(to)),
					);
					const deepest = Math.max(-1, ...below.map((to) => layers.get(to) ?? 0));
					expect(layers.get(id)).toBe(deepest + 1);
				}
			}),
		);
	});
});

function pairEnd(ids: readonly ContextId[], id: string | undefined): ContextId {
	const found = ids.find((one) => one === id);
	if (found === undefined) throw new Error('Both ends are on the map.');
	return found;
}

/** Every way round, found by walking everywhere: each begins with its smallest id. */
function cyclesByTrying(contexts: readonly Context[]): string[] {
	const found = new Set<string>();
	const byId = new Map(contexts.map((one) => [one.id, one.dependencies]));
	const walk = (path: ContextId[]): void => {
		for (const next of byId.get(path.at(-1) ?? contextId(0)) ?? []) {
			if (next === path[0]) found.add(path.join());
			else if (!path.includes(next) && next > (path[0] ?? '')) walk([...path, next]);
		}
	};
	for (const { id } of contexts) walk([id]);
	return [...found].toSorted();
}

/** What each reaches in one step or more. */
function reachOf(contexts: readonly Context[]): ReadonlyMap<ContextId, ReadonlySet<ContextId>> {
	const byId = new Map(contexts.map((one) => [one.id, one.dependencies]));
	return new Map(
		contexts.map(({ id, dependencies }) => {
			const reached = new Set<ContextId>(dependencies);
			for (const one of reached) for (const next of byId.get(one) ?? []) reached.add(next);
			return [id, reached];
		}),
	);
}
