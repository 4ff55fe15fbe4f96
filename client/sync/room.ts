import { type Decoder, peekVarUint, readVarString, readVarUint } from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import type { DocStore } from '#client/sync/doc-store.ts';
import { gatherArrivals } from '#client/sync/gather-arrivals.ts';
import type { Replica } from '#client/sync/replica.ts';
import { applyStored } from '#client/sync/replicas.svelte.ts';
import type { WriteBehind } from '#client/sync/write-behind.ts';
import { Hash } from '#shared/hash.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { SYNC_DURABLE, SYNC_GENERATION } from '#shared/protocol/sync.ts';
import { markFrame } from '#shared/protocol/sync-frames.ts';
import { SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX } from '#shared/protocol/ticket.ts';

/** After the last edit of a burst, so that one mark covers it. */
const MARK_AFTER_MS = 200;
const LONGEST_BACKOFF_MS = 2_500;
const SYNC = 0;

export interface RoomDeps {
	/** `wss://host/sync/<slug>` */
	readonly url: string;
	readonly docs: DocStore;
	readonly writeBehind: WriteBehind;
	/** Spreads reconnects: a number from 0 up to 1. */
	readonly chance: () => number;
	/** The document is what the relay has, and the relay has what was here. */
	onSynced(name: string): void;
	onSent(name: string): void;
	/** Every own edit up to a row of the database is on the relay's disk. */
	onDurable(name: string): void;
	/** The relay holds another generation of the document. */
	onConflict(name: string): void;
	/** The relay is not heard of any more, on a connection that nobody closed. */
	onSilence(): void;
	onUnauthorised(): void;
	onRefused(name: string, code: number): void;
}

/** One document's socket: a stock y-websocket provider, with marks that tell what is durable. */
export interface Room {
	readonly replica: Replica;
	/** In step with the relay, or never to be: the relay said no for good. */
	readonly settled: boolean;
	connect(ticket: string): void;
	disconnect(): void;
	/** Asks the relay to say when everything up to here is on its disk. */
	mark(): void;
	close(): void;
}

export function createRoom(replica: Replica, deps: RoomDeps): Room {
	const provider = new WebsocketProvider(deps.url, replica.name, replica.doc, {
		connect: false,
		// Tabs talk through the leader, which has looked at what the relay refused.
		disableBc: true,
		awareness: replica.awareness,
		maxBackoffTime: LONGEST_BACKOFF_MS * (0.5 + deps.chance()),
	});
	const arrivals = gatherArrivals(provider);
	/** Mark number → the newest own row it covers. */
	const marks = new Map<number, number>();
	let lastMark = 0;
	let timer: ReturnType<typeof setTimeout> | null = null;
	let gotStep1 = false;
	let announced = false;
	let refused = false;
	replica.link = provider;

	listen();
	return {
		replica,
		get settled() {
			return refused || (provider.synced && gotStep1);
		},
		connect(ticket) {
			refused = false;
			provider.protocols = [SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX + ticket];
			provider.params = replica.generation === null ? {} : { generation: replica.generation };
			provider.connect();
		},
		disconnect: () => provider.disconnect(),
		mark,
		close() {
			if (timer !== null) clearTimeout(timer);
			arrivals.flush();
			provider.destroy();
			if (replica.link === provider) replica.link = null;
		},
	};

	function listen(): void {
		const stockSync = provider.messageHandlers[SYNC];
		provider.messageHandlers[SYNC] = (encoder, decoder, ...rest) => {
			const isStep1 = peekVarUint(decoder) === 0;
			stockSync?.(encoder, decoder, ...rest);
			// Our answer goes out when this handler is done; a mark sent after it covers it.
			if (isStep1) setTimeout(answered, 0);
		};
		provider.messageHandlers[SYNC_GENERATION] = (_encoder, decoder) => takeGeneration(decoder);
		provider.messageHandlers[SYNC_DURABLE] = (_encoder, decoder) =>
			void takeDurable(readVarUint(decoder));
		provider.on('sync', (synced: boolean) => {
			if (synced) announce();
		});
		provider.on('connection-close', (event: unknown) => {
			// The provider gave up waiting for the relay's word, and no socket said that it closed.
			if (event === null && provider.shouldConnect) deps.onSilence();
			gotStep1 = false;
			announced = false;
			marks.clear();
		});
		provider.on('closed', ({ code }) => takeClose(code));
	}

	function answered(): void {
		gotStep1 = true;
		mark();
		announce();
	}

	function announce(): void {
		if (announced || !provider.synced || !gotStep1) return;
		announced = true;
		deps.onSynced(replica.name);
	}

	function takeGeneration(decoder: Decoder): void {
		const generation = Hash.safeParse(readVarString(decoder));
		if (!generation.success) return;
		replica.generation ??= generation.data;
		provider.params = { generation: replica.generation };
		if (replica.generation === generation.data) return;
		arrivals.flush();
		provider.disconnect();
		deps.onConflict(replica.name);
	}

	function takeClose(code: number): void {
		if (code === CLOSE.unauthorised) deps.onUnauthorised();
		else if (code === CLOSE.conflict) deps.onConflict(replica.name);
		else {
			refused = true;
			deps.onRefused(replica.name, code);
		}
	}

	function mark(): void {
		timer ??= setTimeout(() => {
			timer = null;
			void sendMark();
		}, MARK_AFTER_MS);
	}

	async function sendMark(): Promise<void> {
		const socket = provider.ws;
		await deps.writeBehind.flush();
		const { newest, unsent } = await deps.docs.mine(replica.name, replica.generation);
		if (socket === null || provider.ws !== socket || socket.readyState !== WebSocket.OPEN) return;
		// What was written before this socket goes up when the relay asks for it.
		if (!gotStep1) return;
		applyStored(replica, unsent);
		const number = ++lastMark;
		marks.set(number, newest);
		socket.send(Uint8Array.from(markFrame(number)));
		deps.onSent(replica.name);
	}

	async function takeDurable(number: number): Promise<void> {
		const newest = marks.get(number);
		marks.delete(number);
		if (newest === undefined) return;
		await deps.docs.acknowledge(replica.name, newest);
		deps.onDurable(replica.name);
	}
}
