import type { AgentId } from '#shared/id.ts';
import { type EventId, LifecycleEvent, MAX_PARENTS } from '#shared/lifecycle/event.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';

/** What every event says besides its payload. `heads` are the ledger's heads, however many. */
export interface EventHead {
	/** The root; null only while composing `workspaceFounded`. */
	readonly workspace: EventId | null;
	readonly heads: readonly EventId[];
	/** The author's clock, ISO 8601 in UTC. */
	readonly at: string;
	readonly by: { readonly key: KeyId; readonly agent?: AgentId };
}

type Payload<E> = E extends LifecycleEvent
	? Omit<E, 'v' | 'workspace' | 'parents' | 'at' | 'by'>
	: never;

/** A LifecycleEvent without what {@link EventHead} says. */
export type EventPayload = Payload<LifecycleEvent>;

/** The whole event, ready to sign. Throws on a payload that is not one. */
export function composeEvent(head: EventHead, payload: EventPayload): LifecycleEvent {
	return LifecycleEvent.parse({
		v: 1,
		workspace: head.workspace,
		// More heads than an event may name are joined by the events that follow.
		parents: head.heads.slice(0, MAX_PARENTS),
		at: head.at,
		by: head.by,
		...payload,
	});
}
