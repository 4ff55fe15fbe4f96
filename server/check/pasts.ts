import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

export interface Pasts {
	/** Whether `earlier` is an ancestor of `later`: whoever signed that could know it. */
	knew(later: EventId, earlier: EventId): boolean;
}

/** Looks no further back than `earlier` may be: in a log like a line, that is one step an event. */
export function createPasts(ledger: Ledger): Pasts {
	let places: ReadonlyMap<EventId, number> | null = null;

	function placesOfAll(): ReadonlyMap<EventId, number> {
		places ??= new Map([...ledger.events()].map(({ id }, n) => [id, n]));
		return places;
	}

	function knew(later: EventId, earlier: EventId): boolean {
		const placeOf = (id: EventId) => placesOfAll().get(id) ?? -1;
		const first = placeOf(earlier);
		const seen = new Set<EventId>();
		const next = [later];
		for (let id = next.pop(); id !== undefined; id = next.pop()) {
			for (const parent of ledger.get(id)?.event.parents ?? []) {
				if (parent === earlier) return true;
				if (seen.has(parent) || placeOf(parent) <= first) continue;
				seen.add(parent);
				next.push(parent);
			}
		}
		return false;
	}

	return { knew };
}
