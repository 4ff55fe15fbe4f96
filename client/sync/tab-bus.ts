import * as z from 'zod/mini';
import { Hash } from '#shared/hash.ts';
import { SessionId } from '#shared/id.ts';
import { EventId } from '#shared/lifecycle/event.ts';
import { Observed } from '#shared/protocol/log.ts';
import { SessionActivity } from '#shared/protocol/sessions.ts';
import { Traces } from '#shared/protocol/traces.ts';
import { Refusal } from '#shared/refusal.ts';

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const LinkState = z.enum(['offline', 'connecting', 'syncing', 'live', 'refused']);

/** What the tabs of one workspace tell each other. The leader holds the sockets, the others follow. */
export const TabMessage = z.discriminatedUnion('type', [
	/** An edit, or what the leader got from the relay; `own` when a tab of this device made it. */
	z.object({
		...{ type: z.literal('update'), doc: z.string(), generation: Hash, update: Bytes },
		own: z.optional(z.boolean()),
	}),
	z.object({ type: z.literal('awareness'), doc: z.string(), update: Bytes }),
	/** The document was founded anew: followers start over from the leader's copy. */
	z.object({ type: z.literal('replaced'), doc: z.string(), generation: Hash, state: Bytes }),
	/** The documents this tab has open, and so wants live. */
	z.object({ type: z.literal('wants'), tab: z.string(), docs: z.array(z.string()) }),
	/** The Sessions whose words this tab reads as they are said. */
	z.object({ type: z.literal('follows'), tab: z.string(), sessions: z.array(SessionId) }),
	z.object({ type: z.literal('leads') }),
	/** New events are in the database; `decided` ones wait in the outbox. */
	z.object({ type: z.literal('events'), ids: z.array(EventId), decided: z.boolean() }),
	z.object({ type: z.literal('settled'), id: EventId }),
	z.object({ type: z.literal('refused'), id: EventId, refusal: Refusal }),
	z.object({ type: z.literal('blobs') }),
	z.object({ type: z.literal('link'), state: LinkState, refusal: z.nullable(Refusal) }),
	z.object({ type: z.literal('observed'), observed: Observed }),
	z.object({ type: z.literal('traced'), traces: Traces }),
	z.object({ type: z.literal('session'), told: SessionActivity }),
	z.object({ type: z.literal('sent'), doc: z.string() }),
	z.object({ type: z.literal('durable'), doc: z.string() }),
	/** Keys or root were made: every tab reads who it is again. */
	z.object({ type: z.literal('identity') }),
	z.object({ type: z.literal('reconnect') }),
]);
export type TabMessage = z.infer<typeof TabMessage>;

export interface TabBus {
	/** This tab's own name. */
	readonly tab: string;
	say(message: TabMessage): void;
	listen(listener: (message: TabMessage) => void): () => void;
	close(): void;
}

/** The channel between tabs. A tab never hears itself; what it can't read, it ignores. */
export function createTabBus(name: string, tab: string): TabBus {
	const channel = new BroadcastChannel(name);
	const listeners = new Set<(message: TabMessage) => void>();
	channel.onmessage = ({ data }) => {
		const message = TabMessage.safeParse(data);
		if (!message.success) return;
		for (const listener of [...listeners]) listener(message.data);
	};

	let closed = false;

	return {
		tab,
		say(message) {
			if (!closed) channel.postMessage(message);
		},
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close() {
			closed = true;
			channel.close();
		},
	};
}
