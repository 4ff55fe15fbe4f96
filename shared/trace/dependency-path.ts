import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';

/** A shortest way along dependencies, both ends included, or null. From a Context to itself: just it. */
export function pathBetween(
	contexts: readonly Pick<Context, 'id' | 'dependencies'>[],
	from: ContextId,
	to: ContextId,
): ContextId[] | null {
	const dependencies = new Map(contexts.map((context) => [context.id, context.dependencies]));
	const cameFrom = new Map<ContextId, ContextId | null>([[from, null]]);
	for (const at of cameFrom.keys()) {
		if (at === to) return wayBack(cameFrom, to);
		for (const next of dependencies.get(at) ?? []) {
			if (!cameFrom.has(next)) cameFrom.set(next, at);
		}
	}
	return null;
}

function wayBack(cameFrom: ReadonlyMap<ContextId, ContextId | null>, end: ContextId): ContextId[] {
	const way: ContextId[] = [];
	for (let at: ContextId | null = end; at !== null; at = cameFrom.get(at) ?? null) way.unshift(at);
	return way;
}
