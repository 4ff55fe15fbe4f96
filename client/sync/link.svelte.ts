import type { Actor } from 'xstate';
import { createActor } from 'xstate';
import * as Y from 'yjs';
import * as z from 'zod/mini';
import { Changes } from '#client/state/changes.svelte.ts';
import { carryOver } from '#client/sync/carry-over.ts';
import type { DocStore } from '#client/sync/doc-store.ts';
import { type LogLink, openLogLink } from '#client/sync/log-link.ts';
import type { KeptEvent, LogStore } from '#client/sync/log-store.ts';
import { createPrefetch, type Prefetch } from '#client/sync/prefetch.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { FROM_RELAY } from '#client/sync/replica.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import { createRooms, type Rooms } from '#client/sync/rooms.ts';
import type { WriteBehind } from '#client/sync/write-behind.ts';
import {
	type ConnectionState,
	connectionMachine,
	connectionStateOf,
} from '#machines/connection/connection.ts';
import { fromBase64Url } from '#shared/base64url.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { Hash } from '#shared/hash.ts';
import { Blob } from '#shared/lifecycle/blob.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { KeyId, PublicKey } from '#shared/lifecycle/public-key.ts';
import { type DocSyncAnswer, WorkspaceHello } from '#shared/protocol/api.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import type { Observed } from '#shared/protocol/log.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** How often documents that nobody looks at are compared with the relay's. */
const COMPARE_EVERY_MS = 20_000;

export interface LinkDeps {
	readonly slug: string;
	/** The page's origin: the relay that served it. */
	readonly origin: string;
	readonly api: RelayApi;
	readonly docs: DocStore;
	readonly log: LogStore;
	readonly replicas: Replicas;
	readonly writeBehind: WriteBehind;
	readonly edits: Origin;
	readonly chance: () => number;
	root(): EventId | null;
	keyOf(id: KeyId): PublicKey | null;
	onHello(hello: WorkspaceHello): void;
	onEvents(events: readonly KeptEvent[]): void;
	onSettled(id: EventId): void;
	onRefused(id: EventId, refusal: Refusal): void;
	onStranded(n: number): void;
	onCaughtUp(): void;
	onBlobs(blobs: readonly Blob[]): void;
	onObserved(observed: Observed): void;
	onState(state: ConnectionState, refusal: Refusal | null): void;
	onSent(doc: string): void;
	onDurable(doc: string): void;
	/** A document was founded anew and is in place. */
	onReplaced(doc: string): void;
}

const KeptBlob = z.object({ ref: Hash, blob: Blob });

/** The leading tab's way to the relay: one connection for the log, one for each open document. */
export class Link {
	readonly changes = new Changes();
	#deps: LinkDeps;
	#actor: Actor<typeof connectionMachine>;
	#rooms: Rooms;
	#prefetch: Prefetch;
	#logLink: LogLink | null = null;
	#attempt = 0;
	#caughtUp = false;
	#carrying = new Set<string>();
	#timer: ReturnType<typeof setInterval>;
	#online = () => this.#actor.send({ type: 'online' });

	constructor(deps: LinkDeps) {
		this.#deps = deps;
		const machine = connectionMachine.provide({
			actions: { open: () => void this.#open(), close: () => this.#closeSockets() },
		});
		this.#actor = createActor(machine, { input: { chance: deps.chance } });
		this.#rooms = createRooms(deps.replicas, {
			...deps,
			url: `${socketOrigin(deps.origin)}/sync/${deps.slug}`,
			onSynced: (name) => void this.#synced(name),
			onSent: deps.onSent,
			onDurable: (name) => void this.#durable(name),
			onConflict: (name) => void this.#prefetch.fetchAnew(name),
			onUnauthorised: () => void this.#renewTicket(),
			onRefused: (_name, code) => this.#refusedBy(code),
		});
		this.#prefetch = createPrefetch({
			...deps,
			isLive: (name) => this.#rooms.isLive(name),
			startOver: (name, answer) => this.#startOver(name, answer),
			onDurable: (name) => void this.#durable(name),
		});
		this.#timer = setInterval(() => this.compare(), COMPARE_EVERY_MS);
		addEventListener('online', this.#online);
		this.#actor.subscribe((snapshot) => {
			deps.onState(connectionStateOf(snapshot.value), snapshot.context.refusal);
		});
		this.#actor.start();
	}

	/** Connects, once there is a root and a key to connect with. */
	start(): void {
		this.#actor.send({ type: 'start' });
	}

	/** Tries again now, whatever the machine waits for. */
	retry(): void {
		this.#actor.send({ type: 'retry' });
		this.#actor.send({ type: 'start' });
	}

	want(docs: ReadonlySet<string>): void {
		this.#rooms.want(docs);
	}

	sendOutbox(): void {
		this.#logLink?.send();
	}

	/** Compares what is not open with the relay's. */
	compare(): void {
		if (this.#actor.getSnapshot().value === 'live' && !document.hidden) void this.#prefetch.run();
	}

	close(): void {
		removeEventListener('online', this.#online);
		clearInterval(this.#timer);
		this.#actor.stop();
		this.#closeSockets();
		this.#rooms.close();
	}

	async #open(): Promise<void> {
		const attempt = ++this.#attempt;
		const deps = this.#deps;
		const { api } = deps;
		const hello = await api.ask('hello', WorkspaceHello);
		if (attempt !== this.#attempt) return;
		if (!hello.ok) return this.#failed(hello.error);
		deps.onHello(hello.value);
		const root = deps.root();
		if (root === null || hello.value.root !== root) return this.#refuse(otherRoot);
		const ticket = await api.ticket();
		if (attempt !== this.#attempt) return;
		if (!ticket.ok) return this.#failed(ticket.error);
		this.#caughtUp = false;
		this.#logLink = openLogLink(ticket.value, {
			url: `${socketOrigin(deps.origin)}/log/${deps.slug}`,
			store: deps.log,
			root,
			keyOf: deps.keyOf,
			onWelcome: () => this.#welcomed(ticket.value),
			onEvents: (events) => this.#takeEvents(events),
			onCaughtUp: () => {
				this.#caughtUp = true;
				deps.onCaughtUp();
				this.#maybeLive();
			},
			onSettled: deps.onSettled,
			onRefused: deps.onRefused,
			onStranded: deps.onStranded,
			onObserved: deps.onObserved,
			onClosed: (code) => this.#closed(code),
		});
	}

	#welcomed(ticket: string): void {
		this.#actor.send({ type: 'opened' });
		this.#rooms.connect(ticket);
		void this.#fetchBlobs();
	}

	#takeEvents(events: readonly KeptEvent[]): void {
		this.#deps.onEvents(events);
		const named = events.some(({ verified: { event } }) => 'reason' in event || 'name' in event);
		if (named && this.#caughtUp) void this.#fetchBlobs();
	}

	async #fetchBlobs(): Promise<void> {
		const answer = await this.#deps.api.ask('blobs', z.array(KeptBlob), { ticket: true });
		if (answer.ok) this.#deps.onBlobs(answer.value.map(({ blob }) => blob));
	}

	#maybeLive(): void {
		if (!this.#caughtUp || !this.#rooms.synced) return;
		if (this.#actor.getSnapshot().value !== 'syncing') return;
		this.#actor.send({ type: 'synced' });
		this.compare();
	}

	async #synced(name: string): Promise<void> {
		await this.#carry(name);
		this.#maybeLive();
	}

	/** Brings over what was written on an earlier founding of the document, if anything was. */
	async #carry(name: string): Promise<void> {
		const carried = await this.#deps.docs.carried(name);
		if (carried === null || this.#carrying.has(name)) return;
		this.#carrying.add(name);
		carryOver(name, carried, this.#deps.replicas.of(name).doc, this.#deps.edits);
	}

	async #durable(name: string): Promise<void> {
		if (this.#carrying.delete(name)) await this.#deps.docs.dropCarried(name);
		await this.#deps.docs.compact(name);
		this.#deps.onDurable(name);
	}

	async #startOver(name: string, answer: DocSyncAnswer): Promise<void> {
		const { docs, replicas, writeBehind } = this.#deps;
		const before = replicas.of(name);
		if (before.generation === answer.generation) return;
		await writeBehind.flush();
		await docs.startOver(name, answer.generation, Y.encodeStateAsUpdate(before.doc));
		const replica = replicas.replace(name, answer.generation);
		Y.applyUpdate(replica.doc, fromBase64Url(answer.update), FROM_RELAY);
		this.#deps.onReplaced(name);
		await this.#carry(name);
	}

	async #renewTicket(): Promise<void> {
		const ticket = await this.#deps.api.ticket(true);
		if (ticket.ok) this.#rooms.connect(ticket.value);
		else this.#failed(ticket.error);
	}

	#closed(code: number): void {
		if (code === CLOSE.unauthorised)
			void this.#deps.api.ticket(true).then((ticket) => {
				if (ticket.ok) this.#lost();
				else this.#failed(ticket.error);
			});
		else if (code >= 4400 && code < 4500) this.#refusedBy(code);
		else this.#lost();
	}

	#lost(): void {
		this.#actor.send({ type: 'lost' });
	}

	#failed(error: Refusal): void {
		// Nothing answered, or something that was no relay: it may come back.
		if (['offline', 'unreadable', 'nonce-rate'].includes(error.guard)) this.#lost();
		else this.#refuse(error);
	}

	#refuse(reason: Refusal): void {
		this.#actor.send({ type: 'refused', refusal: reason });
	}

	#refusedBy(code: number): void {
		this.#refuse(
			refusal(
				`close-${code}`,
				'The relay ended the connection for good.',
				'Reload the page. If it happens again, ask an owner what your role is.',
			),
		);
	}

	#closeSockets(): void {
		this.#attempt++;
		this.#logLink?.close();
		this.#logLink = null;
		this.#rooms.disconnect();
	}
}

function socketOrigin(origin: string): string {
	return origin.replace(/^http/, 'ws');
}

const otherRoot = refusal(
	'wrong-root',
	'The relay serves another workspace under this address than the one this browser remembers.',
	'Compare the six words with your team before you trust it.',
);
