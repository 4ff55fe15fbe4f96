/**
 * Which signed events join the log, as every relay would take them: parents first, of this
 * workspace, by a key that may sign such an event. What builds on one that may not join is left
 * out with it.
 */
import type { EventCopy } from '#server/check/log-reading.ts';
import type { SignedEvent } from '#server/check/signatures.ts';
import { refuseEvent } from '#server/log/admit-event.ts';
import { createKnownKeys } from '#server/log/known-keys.ts';
import { parentsFirst } from '#server/log/parents-first.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface LeftOut {
	readonly copy: EventCopy;
	readonly why:
		| { readonly kind: 'refused'; readonly refusal: Refusal }
		| { readonly kind: 'missing'; readonly parent: EventId };
	/** How many events build on it and are left out with it. */
	readonly withIt: number;
}

export interface Admitted {
	/** Parents first. */
	readonly events: readonly VerifiedEvent[];
	/** The causes only; what builds on them is counted. */
	readonly leftOut: readonly LeftOut[];
}

export function admitSigned(good: ReadonlyMap<EventId, SignedEvent>, root: EventId): Admitted {
	const all = [...good.values()].map(({ copy }) => copy);
	const { ordered, missing } = parentsFirst(all, () => false);
	const keys = createKnownKeys();
	const events: VerifiedEvent[] = [];
	const causes = new Map<EventId, { copy: EventCopy; why: LeftOut['why']; withIt: number }>();
	/** What is out, by what kept it out. */
	const out = new Map<EventId, EventId>();
	const absent = new Set(missing);

	for (const { id } of ordered) {
		const signed = good.get(id);
		if (signed === undefined) continue;
		const { copy, verified } = signed;
		const above = verified.event.parents.find((parent) => out.has(parent) || absent.has(parent));
		if (above !== undefined) {
			const cause = out.get(above) ?? above;
			out.set(id, cause);
			const known = causes.get(cause);
			if (known !== undefined) known.withIt++;
			else causes.set(cause, { copy, why: { kind: 'missing', parent: cause }, withIt: 0 });
			continue;
		}
		const refusal = refuseEvent(verified.event, id, root, keys);
		if (refusal !== null) {
			out.set(id, id);
			causes.set(id, { copy, why: { kind: 'refused', refusal }, withIt: 0 });
			continue;
		}
		keys.learn(verified.event);
		events.push(verified);
	}
	return { events, leftOut: [...causes.values()] };
}
