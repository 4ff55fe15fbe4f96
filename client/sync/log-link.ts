import type { KeptEvent, LogStore } from '#client/sync/log-store.ts';
import { createOffer } from '#client/sync/offer-lost.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { SessionId } from '#shared/id.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { keysIn, verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { LogDown, type LogUp, type Observed } from '#shared/protocol/log.ts';
import { MOST_FOLLOWED, type SessionActivity } from '#shared/protocol/sessions.ts';
import { SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX } from '#shared/protocol/ticket.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface LogLinkDeps {
	/** `wss://host/log/<slug>` */
	readonly url: string;
	readonly store: LogStore;
	readonly root: EventId;
	keyOf(id: KeyId): PublicKey | null;
	/** The log as this page holds it. */
	ledger(): Ledger;
	/** The relay answered; its root may be another one. */
	onWelcome(root: EventId | null): void;
	/** Verified events, kept on this device already. */
	onEvents(events: readonly KeptEvent[]): void;
	/** Everything the relay had when it answered is here, the outbox was sent, and what the relay lost. */
	onCaughtUp(): void;
	onSettled(id: EventId): void;
	onRefused(id: EventId, refusal: Refusal): void;
	/** A decision in the outbox names one that was refused as its parent: it has to be signed anew. */
	onStranded(n: number): void;
	onObserved(observed: Observed): void;
	onTraces(traces: Traces): void;
	onSessionActivity(told: SessionActivity): void;
	/** The Sessions whose words somebody on this device reads as they are said. */
	readonly followed: Followed;
	onClosed(code: number): void;
}

export interface Followed {
	all(): readonly SessionId[];
	/** Hears when they are others. */
	listen(listener: () => void): () => void;
}

/** The log's socket: takes in the relay's events, and brings it this device's decisions. */
export interface LogLink {
	/** Sends what waits in the outbox. */
	send(): void;
	close(): void;
}

export function openLogLink(ticket: string, deps: LogLinkDeps): LogLink {
	const socket = new WebSocket(deps.url, [SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX + ticket]);
	/** Outbox row → the event it carries, while its answer is awaited. */
	const sent = new Map<number, EventId>();
	/** One message after the other: verifying takes time, and order matters. */
	let turn: Promise<void> = Promise.resolve();
	let goal: number | null = null;
	let resumed = false;
	let compared = false;
	let caughtUp = false;
	let closed = false;
	let startsOver = false;
	const offer = createOffer({ ...deps, say });

	const leaveFollowed = deps.followed.listen(() => {
		if (goal !== null) follow();
	});

	socket.onopen = () => void hello().catch(() => socket.close());
	socket.onmessage = ({ data }) => {
		turn = turn.then(() => take(String(data))).catch(() => socket.close());
	};
	socket.onclose = ({ code }) => {
		leaveFollowed();
		if (closed) return;
		closed = true;
		deps.onClosed(code);
	};

	return {
		send: () => {
			turn = turn.then(sendOutbox);
		},
		close() {
			closed = true;
			socket.close();
		},
	};

	async function hello(): Promise<void> {
		const position = await deps.store.position();
		resumed = position > 0;
		say({ type: 'hello', protocol: PROTOCOL_VERSION, root: deps.root, position });
	}

	async function take(text: string): Promise<void> {
		const message = LogDown.safeParse(JSON.parse(text));
		// A newer relay may say more than this version knows; what it must know, it can read.
		if (!message.success || closed || startsOver) return;
		const down = message.data;
		switch (down.type) {
			case 'welcome':
				deps.onWelcome(down.root);
				goal = down.position;
				if (deps.followed.all().length > 0) follow();
				await sendOutbox();
				// A position from beyond the relay's is from before it was set back.
				return (await deps.store.position()) === goal ? catchUp() : undefined;
			case 'events':
				await takeEvents(down.envelopes, down.position);
				return compare(down.position, down.heads);
			case 'accepted':
				return offer.hear(down) ? offered() : settle(down.ref);
			case 'refused':
				return offer.hear(down) ? offered() : refuse(down.ref, down.refusal);
			case 'missing':
				return offer.hear(down) ? offered() : wait(down.ref, down.parents);
			case 'observed':
				return deps.onObserved(down);
			case 'traces':
				return deps.onTraces(down);
			case 'sessionActivity':
				return deps.onSessionActivity(down);
		}
	}

	function follow(): void {
		say({ type: 'follow', sessions: deps.followed.all().slice(0, MOST_FOLLOWED) });
	}

	/** Once: while it is connected, a relay is not set back. */
	async function compare(position: number, heads: readonly EventId[]): Promise<void> {
		if (compared || goal === null || position < goal) return;
		compared = true;
		const isComplete = await offer.begin(heads);
		if (!isComplete && resumed) return startOver();
		if (offer.isOver) catchUp();
	}

	/** What was numbered before the relay was set back says nothing of what it numbered since. */
	async function startOver(): Promise<void> {
		startsOver = true;
		await deps.store.keepArrived([], 0);
		socket.close();
	}

	async function offered(): Promise<void> {
		if (!offer.isOver) return;
		await sendOutbox();
		catchUp();
	}

	function catchUp(): void {
		if (caughtUp) return;
		caughtUp = true;
		deps.onCaughtUp();
	}

	async function takeEvents(envelopes: readonly Envelope[], position: number): Promise<void> {
		const arriving = new Map(
			envelopes.flatMap(({ event }) => keysIn(event)).map((key) => [keyIdOf(key), key]),
		);
		const keyOf = (id: KeyId) => deps.keyOf(id) ?? arriving.get(id) ?? null;
		const checked = await Promise.all(
			envelopes.map(async (envelope) => ({
				envelope,
				verified: await verifyEnvelope(envelope, keyOf),
			})),
		);
		// What can't be verified isn't an event, whoever sent it.
		const events = checked.flatMap(({ envelope, verified }) =>
			verified.ok ? { envelope, verified: verified.value } : [],
		);
		await deps.store.keepArrived(events, position);
		deps.onEvents(events);
	}

	async function sendOutbox(): Promise<void> {
		if (goal === null) return;
		for (const { n, envelope, texts, blobs } of await deps.store.outbox()) {
			if (sent.has(n)) continue;
			sent.set(n, eventIdOf(envelope.event));
			say({ type: 'append', ref: n, envelopes: [envelope], texts: [...texts], blobs: [...blobs] });
		}
	}

	async function settle(ref: number): Promise<void> {
		const id = sent.get(ref);
		sent.delete(ref);
		await deps.store.settle(ref);
		if (id !== undefined) deps.onSettled(id);
	}

	async function refuse(ref: number, refusal: Refusal): Promise<void> {
		const id = sent.get(ref);
		sent.delete(ref);
		await deps.store.refuse(ref, refusal);
		if (id !== undefined) deps.onRefused(id, refusal);
	}

	/** The relay lacks what the event rests on: what it refused, or what it lost and is offered again. */
	async function wait(ref: number, parents: readonly EventId[]): Promise<void> {
		const before = await deps.store.read(parents);
		sent.delete(ref);
		if (before.some(({ status }) => status === 'refused')) deps.onStranded(ref);
	}

	function say(message: LogUp): void {
		if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
	}
}
