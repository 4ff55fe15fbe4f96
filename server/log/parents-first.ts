import type { Envelope } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

export interface Identified {
	readonly id: EventId;
	readonly envelope: Envelope;
}

/** The same events with every parent before its children, and the parents nobody has. */
export function parentsFirst(
	events: readonly Identified[],
	isKnown: (id: EventId) => boolean,
): { ordered: readonly Identified[]; missing: readonly EventId[] } {
	const byId = new Map(events.map((event) => [event.id, event]));
	const missing = new Set<EventId>();
	const ordered = new Map<EventId, Identified>();
	const stack = [...events].reverse();
	for (let top = stack.pop(); top; top = stack.pop()) {
		if (ordered.has(top.id)) continue;
		let isNext = true;
		for (const id of top.envelope.event.parents) {
			if (ordered.has(id) || isKnown(id)) continue;
			const parent = byId.get(id);
			if (parent === undefined) missing.add(id);
			else {
				// An id is a hash of its parents' ids, so there are no circles to be caught in.
				if (isNext) stack.push(top);
				isNext = false;
				stack.push(parent);
			}
		}
		if (isNext) ordered.set(top.id, top);
	}
	return { ordered: [...ordered.values()], missing: [...missing] };
}
