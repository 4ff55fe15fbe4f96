/**
 * A world with bad weather for text: real rooms over a real store, stock clients that type, and a
 * network that delays, drops and reconnects. The relay restarts, lets go of rooms and runs out of disk.
 * One seed decides everything.
 */
import * as Y from 'yjs';
import { createMemoryStore } from '#server/storage/memory.ts';
import { createRooms, type Rooms } from '#server/sync/rooms.ts';
import { createFailingStore } from '#test/fixtures/failing-store.ts';
import { createRandom } from '#test/fixtures/random.ts';
import { DESIGN, seedDesign } from '#test/fixtures/relay-world.ts';
import { connectSyncClient, type SyncClient } from '#test/fixtures/sync-client.ts';
import { createTurns } from '#test/fixtures/turns.ts';

interface Typist {
	readonly name: string;
	readonly yDoc: Y.Doc;
	line: { readonly client: SyncClient; readonly wire: (() => void)[] } | null;
	/** By mark of this connection, the keys written before it. */
	marked: Map<number, readonly string[]>;
	readonly written: string[];
}

export interface SyncWorld {
	step(): void;
	/** Mends the weather and lets everything arrive. */
	settle(): void;
	/** Every replica: the clients', the relay's, and what a new relay would read. */
	replicas(): readonly Y.Doc[];
	/** Keys whose durability some client was told of. */
	readonly acknowledged: ReadonlySet<string>;
	/** Those of them that the disk did not hold when the relay went down. */
	readonly forgotten: readonly string[];
	readonly counts: {
		edits: number;
		restarts: number;
		drops: number;
		fullDisks: number;
		letGo: number;
	};
}

const TYPISTS = ['ada', 'ben', 'cleo', 'dan'] as const;

export function createSyncWorld(seed: number): SyncWorld {
	const random = createRandom(seed);
	const store = createFailingStore(createMemoryStore());
	const turns = createTurns();
	const acknowledged = new Set<string>();
	const forgotten: string[] = [];
	const counts = { edits: 0, restarts: 0, drops: 0, fullDisks: 0, letGo: 0 };
	const typists = TYPISTS.map((name, n): Typist => {
		const yDoc = new Y.Doc();
		yDoc.clientID = 1_000 + n;
		return { name, yDoc, line: null, marked: new Map(), written: [] };
	});
	let sweep = () => {};
	let rooms = serve();
	/** Whoever works for the relay may keep what they once opened. */
	let kept = rooms.open(DESIGN);

	function start(rounds = (_sweep: () => void) => () => {}): Rooms {
		const limits = { tailRows: 1 + random.below(10) };
		return createRooms({ store, seed: seedDesign, limits, schedule: turns.schedule, rounds });
	}

	function serve(): Rooms {
		return start((round) => {
			sweep = round;
			return () => {};
		});
	}

	function step() {
		const typist = typists[random.below(typists.length)];
		if (!typist) return;
		const dice = random.below(100);
		if (dice < 25) type(typist);
		else if (dice < 60) carry(typist);
		else if (dice < 70) mark(typist);
		else if (dice < 80) turns.end();
		else if (dice < 90) connect(typist);
		else if (dice < 91) drop(typist);
		else if (dice < 93) editAsRelay();
		else if (dice < 94) fillDisk();
		else if (dice < 98) store.full = false;
		else if (dice < 99) restart();
		else empty(typist);
		notice();
	}

	function type({ yDoc, name, written }: Typist) {
		counts.edits += 1;
		const text = yDoc.getText('markdown');
		if (text.length > 4 && random.chance(0.3)) {
			text.delete(random.below(text.length - 2), 1 + random.below(2));
			return;
		}
		const key = `${name}${written.length}`;
		written.push(key);
		yDoc.transact(() => {
			text.insert(random.below(text.length + 1), `${key} `);
			yDoc.getMap('written').set(key, true);
		});
	}

	function connect(typist: Typist) {
		if (typist.line && !typist.line.client.closed) return;
		drop(typist);
		const wire: (() => void)[] = [];
		typist.marked = new Map();
		const client = connectSyncClient(rooms.open(DESIGN), {
			yDoc: typist.yDoc,
			carry: (deliver) => wire.push(deliver),
		});
		typist.line = { client, wire };
	}

	function drop(typist: Typist) {
		if (!typist.line) return;
		counts.drops += 1;
		typist.line.client.leave();
		typist.line = null;
	}

	function carry({ line }: Typist) {
		for (let frames = random.below(6); frames >= 0; frames--) line?.wire.shift()?.();
	}

	function mark({ line, marked, written }: Typist) {
		// What was written offline goes up when the relay asks for it; a mark before covers nothing.
		const isAsked = line?.client.heard.some(({ type }) => type === 'step1') === true;
		if (line && isAsked && !line.client.closed) marked.set(line.client.mark(), [...written]);
	}

	/** What a mark covers is in the document that the client was connected with. */
	function notice() {
		for (const { line, marked } of typists) {
			const durable = line?.client.durable ?? 0;
			for (const key of marked.get(durable) ?? []) acknowledged.add(key);
		}
	}

	function editAsRelay() {
		const edit = kept.edit({ kind: 'agent', id: 'robin' }, (yDoc) => {
			const text = yDoc.getText('markdown');
			text.insert(random.below(text.length + 1), 'robin ');
		});
		// On a full disk an Agent's edit is refused, and it is told so.
		edit.catch(() => undefined);
	}

	/** All leave, and the room goes, unless something waits or comes just then. */
	function empty(typist: Typist) {
		const before = kept.yDoc;
		for (const one of typists) drop(one);
		if (random.chance(0.5)) turns.end();
		sweep();
		if (random.chance(0.2)) connect(typist);
		if (random.chance(0.3)) editAsRelay();
		sweep();
		if (kept.yDoc !== before) counts.letGo += 1;
	}

	function fillDisk() {
		store.full = true;
		counts.fullDisks += 1;
	}

	/** What is not committed is gone with the process; the store stays. */
	function restart() {
		counts.restarts += 1;
		forgotten.push(...lacking());
		for (const typist of typists) drop(typist);
		turns.forget();
		rooms = serve();
		kept = rooms.open(DESIGN);
	}

	/** Acknowledged keys that a relay that starts now would not have. */
	function lacking(): string[] {
		const stored = start().open(DESIGN).yDoc.getMap('written');
		return [...acknowledged].filter((key) => !stored.has(key));
	}

	function settle() {
		forgotten.push(...lacking());
		store.full = false;
		for (let round = 0; round < 50; round++) {
			for (const typist of typists) {
				connect(typist);
				if (round === 40) mark(typist);
				while (typist.line && typist.line.wire.length > 0) typist.line.wire.shift()?.();
			}
			turns.end();
			notice();
		}
	}

	return {
		step,
		settle,
		replicas: () => [
			...typists.map(({ yDoc }) => yDoc),
			rooms.open(DESIGN).yDoc,
			start().open(DESIGN).yDoc,
		],
		acknowledged,
		forgotten,
		counts,
	};
}
