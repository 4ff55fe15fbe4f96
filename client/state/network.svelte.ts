import { untrack } from 'svelte';
import type { LiveRooms } from '#client/state/artefact/designs.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { createLogHearing, type LogHearing } from '#client/state/lifecycle/log-hearing.ts';
import type { Identity } from '#client/state/member/identity.svelte.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Presence } from '#client/state/member/presence.svelte.ts';
import type { SessionNews } from '#client/state/session/session-news.svelte.ts';
import type { Status } from '#client/state/status.svelte.ts';
import type { TraceBook } from '#client/state/trace/traces.svelte.ts';
import { WantedDocuments } from '#client/state/wanted-documents.ts';
import type { Link, LinkDeps } from '#client/sync/link.svelte.ts';
import { notLoaded } from '#client/sync/link-refusals.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { TabBus, TabMessage } from '#client/sync/tab-bus.ts';
import { createTabLeadership } from '#client/sync/tab-leadership.ts';
import type { TabSync } from '#client/sync/tab-sync.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

export interface NetworkDeps
	extends Pick<
		LinkDeps,
		| 'slug'
		| 'origin'
		| 'api'
		| 'docs'
		| 'replicas'
		| 'writeBehind'
		| 'generations'
		| 'chance'
		| 'followed'
	> {
	readonly log: LogStore;
	readonly replicas: Replicas;
	readonly bus: TabBus;
	readonly tabs: TabSync;
	readonly book: LogBook;
	readonly names: Names;
	readonly identity: Identity;
	readonly status: Status;
	readonly traces: TraceBook;
	readonly news: SessionNews;
	readonly presence: Presence;
	onStranded(n: number): void;
	/** The relay's events are in the book. */
	onLog(): void;
}

/**
 * This tab's part in the workspace's one connection: it leads, and holds the sockets, or it
 * follows, and hears from the leader what they brought.
 */
export interface Network {
	readonly live: LiveRooms;
	/** Does something with the log after all that was heard of it, and before what is heard next. */
	readonly inTurn: LogHearing['inTurn'];
	/** Takes part. Tabs that never do, such as one without a workspace, cost nothing. */
	join(): void;
	/** Connects with the keys and the root of now. */
	reconnect(): void;
	/** A decision waits in the outbox. */
	decided(id: EventId): void;
	close(): void;
}

const loadLink = () => import('#client/sync/link.svelte.ts');

export function createNetwork(deps: NetworkDeps): Network {
	const { bus, book, names, identity, status, traces, news, presence, replicas, tabs } = deps;
	const wanted = new WantedDocuments();
	let link: Link | null = null;
	let closed = false;
	const heard = createLogHearing({ ...deps, onDecided: () => link?.sendOutbox() });
	let leadership: ReturnType<typeof createTabLeadership> | null = null;

	const stopBus = bus.listen((message) => void take(message));
	const stopReplicas = replicas.listen(({ replica, from }) => {
		// Another tab's words may be read of the database before that tab is heard.
		if (from === null || (from === 'disk' && replica.hasUnsent)) status.edited();
	});
	const stopReplacing = replicas.onReplace((replica) => {
		if (wanted.isOpen(replica.name) || replica.name === 'stories') presence.introduceIn(replica);
	});
	addEventListener('pagehide', leave);
	document.addEventListener('visibilitychange', shown);

	return {
		live: {
			open(name) {
				wanted.open(name);
				// An effect that keeps a document live must not run again when its reader's role changes.
				untrack(() => presence.introduceIn(replicas.of(name)));
				sayWants();
			},
			close(name) {
				wanted.close(name);
				sayWants();
			},
		},
		inTurn: heard.inTurn,
		join() {
			// A tab may come to lead when nobody is there to load anything from.
			void loadLink().catch(() => undefined);
			leadership ??= createTabLeadership(`lintel/${deps.slug}`, () => void lead());
			sayWants();
		},
		reconnect() {
			if (link === null) bus.say({ type: 'reconnect' });
			else connect();
		},
		decided(id) {
			bus.say({ type: 'events', ids: [id], decided: true });
			link?.sendOutbox();
			status.edited();
		},
		close() {
			closed = true;
			leave();
			removeEventListener('pagehide', leave);
			document.removeEventListener('visibilitychange', shown);
			stopBus();
			stopReplicas();
			stopReplacing();
			link?.close();
			leadership?.close();
			tabs.close();
			bus.close();
		},
	};

	/** The sockets and all that goes with them load once this tab leads, after the first paint. */
	async function lead(): Promise<void> {
		const loaded = await loadLink().catch(() => null);
		if (closed) return;
		if (loaded === null) return status.take('offline', notLoaded);
		link = new loaded.Link({
			...deps,
			root: () => identity.pinned,
			keyOf: (id) => book.ledger.state().membership.keyOf(id),
			ledger: () => book.ledger,
			onHello: (hello) => {
				identity.greet(hello);
				void deps.log.writeFact('folder', hello.name);
			},
			onEvents: (events) => {
				book.arrive(events.map(({ verified }) => verified));
				bus.say({ type: 'events', ids: events.map(({ verified }) => verified.id), decided: false });
				deps.onLog();
			},
			onCaughtUp: () => {
				identity.catchUp();
				deps.onLog();
			},
			onSettled: (id) => {
				heard.settle(id);
				bus.say({ type: 'settled', id });
			},
			onRefused: (id, refusal) => {
				heard.refuse(id, refusal);
				bus.say({ type: 'refused', id, refusal });
			},
			onBlobs: (blobs) => {
				names.take(new Map(blobs.map((blob) => [blobRefOf(blob), blob.text])));
				void deps.log.keepBlobs(blobs).then(() => bus.say({ type: 'blobs' }));
			},
			onObserved: (observed) => {
				status.observe(observed);
				bus.say({ type: 'observed', observed });
			},
			onTraces: (told) => traces.take(told, bus),
			onSessionActivity: (told) => news.take(told, bus),
			onState: (state, refusal) => {
				status.take(state, refusal);
				bus.say({ type: 'link', state, refusal });
			},
			onUnwritable: (refusal) => status.block(refusal),
			onSent: (doc) => {
				status.sent(doc);
				bus.say({ type: 'sent', doc });
			},
			onDurable: (doc) => {
				status.durable(doc);
				bus.say({ type: 'durable', doc });
			},
		});
		bus.say({ type: 'leads' });
		sayWants();
		connect();
	}

	function connect(): void {
		if (identity.pinned !== null && identity.keys !== null) link?.retry();
	}

	async function take(message: TabMessage): Promise<void> {
		switch (message.type) {
			case 'update':
				return message.own ? status.editedElsewhere(message.doc) : undefined;
			case 'wants':
				if (wanted.hear(message.tab, message.docs) && link !== null) traces.tell(bus);
				if (link === null) return;
				sayWants();
				for (const name of message.docs) if (replicas.has(name)) tabs.announce(name);
				return bus.say({ type: 'link', ...status.link });
			case 'leads':
				wanted.forgetOthers();
				return sayWants();
			case 'events':
			case 'settled':
			case 'refused':
			case 'blobs':
				return heard.take(message);
			case 'link':
				if (message.state === 'live') identity.catchUp();
				return link === null ? status.take(message.state, message.refusal) : undefined;
			case 'observed':
				return status.observe(message.observed);
			case 'traced':
				return traces.take(message.traces);
			case 'session':
				return news.take(message.told);
			case 'sent':
				return status.sent(message.doc);
			case 'durable':
				return status.durable(message.doc);
			case 'reconnect':
				return connect();
			default:
				return;
		}
	}

	/** The leader keeps live what any tab has open; a follower tells it. */
	function sayWants(): void {
		if (link === null) bus.say({ type: 'wants', tab: bus.tab, docs: wanted.own() });
		else link.want(wanted.all());
	}

	function leave(): void {
		void deps.writeBehind.flush();
		bus.say({ type: 'wants', tab: bus.tab, docs: [] });
	}

	function shown(): void {
		if (document.hidden) void deps.writeBehind.flush();
		else link?.compare();
	}
}
