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
		const before = top.envelope.event.parents.filter((id) => !isKnown(id) && !ordered.has(id));
		const here = before.flatMap((id) => byId.get(id) ?? []);
		for (const id of before) if (!byId.has(id)) missing.add(id);
		// An id is a hash of its parents' ids, so there are no circles to be caught in.
		if (here.length > 0) stack.push(top, ...here);
		else ordered.set(top.id, top);
	}
	return { ordered: [...ordered.values()], missing: [...missing] };
}
