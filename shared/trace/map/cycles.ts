import type { ContextId } from '#shared/id.ts';
import type { DependencyGraph } from '#shared/trace/map/dependency-graph.ts';
import { elementaryCycles, isKnotted } from '#shared/trace/map/elementary-cycles.ts';
import { strongComponents } from '#shared/trace/map/strong-components.ts';

export interface Cycles {
	/** Contexts that reach one another; each is in at most one knot. */
	readonly knots: readonly (readonly ContextId[])[];
	/** Each way round, begun at its first id: A, B, C stands for A → B → C → A. */
	readonly cycles: readonly (readonly ContextId[])[];
	/** There are more ways round than are told; every knot is among those that are. */
	readonly hasMore: boolean;
}

const TOLD = 50;

/**
 * Every cycle of dependencies, of any length. A knot of many Contexts may hold more ways round
 * than anyone could read: `limit` are told, some of every knot, and the work stays linear.
 */
export function cyclesOf(graph: DependencyGraph, limit = TOLD): Cycles {
	const nextOf = (id: ContextId) => graph.dependencies.get(id) ?? [];
	const knots = strongComponents(graph.ids, nextOf)
		.filter((component) => isKnotted(component, nextOf))
		.map((knot) => knot.sort())
		.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
	const share = Math.max(1, Math.floor(limit / Math.max(1, knots.length)));
	const cycles: ContextId[][] = [];
	let hasMore = false;
	for (const knot of knots) {
		const inside = new Set(knot);
		const within = (id: ContextId) => nextOf(id).filter((next) => inside.has(next));
		const found = elementaryCycles(knot, within, share + 1);
		hasMore ||= found.length > share;
		cycles.push(...found.slice(0, share));
	}
	return { knots, cycles, hasMore };
}

/** The dependencies that lie on a cycle, as `from to`: both ends are in one knot. */
export function cyclicPairs(graph: DependencyGraph, { knots }: Cycles): ReadonlySet<string> {
	const pairs = new Set<string>();
	for (const knot of knots) {
		const inside = new Set(knot);
		for (const from of knot) {
			for (const to of graph.dependencies.get(from) ?? [])
				if (inside.has(to)) pairs.add(`${from} ${to}`);
		}
	}
	return pairs;
}
