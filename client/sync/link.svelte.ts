import { type Actor, createActor } from 'xstate';
import * as z from 'zod/mini';
import {
	mayPass,
	noSocket,
	notKept,
	otherRoot,
	readOnly,
	refusedWith,
} from '#client/sync/link-refusals.ts';
import { type LogLink, type LogLinkDeps, openLogLink } from '#client/sync/log-link.ts';
import type { KeptEvent, LogStore } from '#client/sync/log-store.ts';
import type { NewGeneration } from '#client/sync/new-generation.ts';
import { createPrefetch, type Prefetch, type PrefetchDeps } from '#client/sync/prefetch.ts';
import { createRooms, type Rooms } from '#client/sync/rooms.ts';
import {
	type ConnectionState,
	connectionMachine,
	connectionStateOf,
} from '#machines/connection/connection.ts';
import { Hash } from '#shared/hash.ts';
import { Blob } from '#shared/lifecycle/blob.ts';
import { blobRefsIn } from '#shared/lifecycle/blob-refs.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { WorkspaceHello } from '#shared/protocol/api.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import type { Refusal } from '#shared/refusal.ts';

/** How often documents that nobody looks at are compared with the relay's. */
const COMPARE_EVERY_MS = 20_000;

export interface LinkDeps
	extends Pick<
			LogLinkDeps,
			'keyOf' | 'ledger' | 'onObserved' | 'onTraces' | 'onSessionActivity' | 'followed'
		>,
		Pick<PrefetchDeps, 'api' | 'docs' | 'replicas' | 'writeBehind'> {
	readonly generations: NewGeneration;
	readonly slug: string;
	/** The page's origin: the relay that served it. */
	readonly origin: string;
	readonly log: LogStore;
	readonly chance: () => number;
	root(): EventId | null;
	onHello(hello: WorkspaceHello): void;
	onEvents(events: readonly KeptEvent[]): void;
	onSettled(id: EventId): void;
	onRefused(id: EventId, refusal: Refusal): void;
	onStranded(n: number): void;
	onCaughtUp(): void;
	onBlobs(blobs: readonly Blob[]): void;
	onState(state: ConnectionState, refusal: Refusal | null): void;
	/** The relay takes no edits of a document from this device; reading goes on. */
	onUnwritable(refusal: Refusal): void;
	onSent(doc: string): void;
	onDurable(doc: string): void;
}

const KeptBlob = z.object({ ref: Hash, blob: Blob });

/** The leading tab's way to the relay: one connection for the log, one for each open document. */
export class Link {
	#deps: LinkDeps;
	#actor: Actor<typeof connectionMachine>;
	#rooms: Rooms;
	#prefetch: Prefetch;
	#logLink: LogLink | null = null;
	#attempt = 0;
	#caughtUp = false;
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
			onDurable: (name) => void this.#durable(name),
			onConflict: (name) => void this.#startAnew(name),
			onSilence: () => this.#lost(),
			onUnauthorised: () => void this.#renewTicket(),
			onRefused: (_name, code) => {
				deps.onUnwritable(code === CLOSE.forbidden ? readOnly : refusedWith(code));
				this.#maybeLive();
			},
		});
		this.#prefetch = createPrefetch({
			...deps,
			...{ isLive: this.#rooms.isLive, mark: this.#rooms.mark },
			...{ startOver: deps.generations.startOver, carry: deps.generations.carry },
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
			...deps,
			url: `${socketOrigin(deps.origin)}/log/${deps.slug}`,
			store: deps.log,
			root,
			onWelcome: () => this.#welcomed(ticket.value),
			onEvents: (events) => this.#takeEvents(events),
			onCaughtUp: () => {
				this.#caughtUp = true;
				deps.onCaughtUp();
				this.#maybeLive();
			},
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
		const named = events.some(({ verified: { event } }) => blobRefsIn(event).length > 0);
		if (named && this.#caughtUp) void this.#fetchBlobs();
	}

	async #fetchBlobs(): Promise<void> {
		const answer = await this.#deps.api.ask('blobs', z.array(KeptBlob), { ticket: true });
		if (answer.ok) this.#deps.onBlobs(answer.value.map(({ blob }) => blob));
	}

	#maybeLive(): void {
		if (!this.#caughtUp || !this.#rooms.settled) return;
		if (this.#actor.getSnapshot().value !== 'syncing') return;
		this.#actor.send({ type: 'synced' });
		this.compare();
	}

	async #startAnew(name: string): Promise<void> {
		const failed = await this.#prefetch.fetchAnew(name).catch(() => notKept);
		if (failed !== null) this.#failed(failed);
	}

	async #synced(name: string): Promise<void> {
		await this.#deps.generations.carry(name);
		// An empty document comes without an update: that it is empty is known only now.
		this.#deps.replicas.evened(name);
		this.#maybeLive();
	}

	async #durable(name: string): Promise<void> {
		await this.#deps.docs.compact(name);
		this.#deps.onDurable(name);
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
		else if (code >= 4400 && code < 4500) this.#refuse(refusedWith(code));
		else this.#lost(this.#actor.getSnapshot().value === 'connecting' ? noSocket : undefined);
	}

	#lost(refusal?: Refusal): void {
		this.#actor.send({ type: 'lost', refusal });
	}

	#failed(error: Refusal): void {
		if (mayPass(error)) this.#lost(error.guard === 'offline' ? undefined : error);
		else this.#refuse(error);
	}

	#refuse(reason: Refusal): void {
		this.#actor.send({ type: 'refused', refusal: reason });
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
