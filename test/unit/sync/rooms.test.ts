import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStore } from '#server/storage/memory.ts';
import { createRooms } from '#server/sync/rooms.ts';
import { updateFrame } from '#shared/protocol/sync-frames.ts';
import { createRelayWorld, DESIGN, seedDesign } from '#test/fixtures/relay-world.ts';
import { connectSyncClient } from '#test/fixtures/sync-client.ts';

const write = (yDoc: Y.Doc, text: string) => yDoc.getText('markdown').insert(0, text);
const markdownOf = (yDoc: Y.Doc) => yDoc.getText('markdown').toString();
const AGENT = { kind: 'agent', id: 'ag_00000r0b1n' } as const;
const tailOf = (world: ReturnType<typeof createRelayWorld>) =>
	world.store.docs.load(DESIGN)?.tail.length;

describe('rooms', () => {
	test('a document is founded on its seed once, whatever the seed says later', () => {
		const store = createMemoryStore();
		const first = createRooms({ store, seed: seedDesign });
		const { generation } = first.open(DESIGN);
		const later = createRooms({
			store,
			seed: () => {
				throw new Error('It is founded already.');
			},
		});
		expect(later.open(DESIGN).generation).toBe(generation);
		expect(markdownOf(later.open(DESIGN).yDoc)).toBe('# Start\n');
		expect(later.names()).toEqual([DESIGN]);
		expect(later.has('stories')).toBe(false);
	});

	test('many documents are founded at once, and those that exist stay as they are', () => {
		const { rooms, room, turns, text } = createRelayWorld();
		write(connectSyncClient(room).yDoc, 'Hello ');
		turns.end();
		rooms.found([DESIGN, 'design:cp_0000000001', 'design:cp_0000000002']);
		expect(rooms.names().length).toBe(3);
		expect(text()).toContain('Hello ');
	});

	test('[RL15] a long tail is compacted, and says the same', () => {
		const world = createRelayWorld({ tailRows: 5 });
		const ada = connectSyncClient(world.room);
		world.turns.end();
		const lengths: (number | undefined)[] = [];
		for (let n = 0; n < 20; n++) {
			write(ada.yDoc, `${n} `);
			world.turns.end();
			lengths.push(tailOf(world));
		}
		expect(Math.max(...lengths.map((length) => length ?? 99))).toBeLessThanOrEqual(5);
		expect(world.storedText()).toBe(markdownOf(ada.yDoc));
	});

	test('a heavy tail is compacted before it is long', () => {
		const world = createRelayWorld({ tailBytes: 1_000 });
		const ada = connectSyncClient(world.room);
		write(ada.yDoc, 'x'.repeat(2_000));
		world.turns.end();
		expect(tailOf(world)).toBe(0);
	});

	test('compaction keeps updates that wait for others', () => {
		const world = createRelayWorld({ tailRows: 0 });
		const ada = connectSyncClient(world.room);
		const away = new Y.Doc();
		Y.applyUpdate(away, Y.encodeStateAsUpdate(world.room.yDoc));
		const start = Y.encodeStateVector(away);
		write(away, 'one ');
		const first = Y.encodeStateAsUpdate(away, start);
		const middle = Y.encodeStateVector(away);
		write(away, 'two ');
		ada.send(updateFrame(Y.encodeStateAsUpdate(away, middle)));
		world.turns.end();
		expect(tailOf(world)).toBe(0);

		ada.send(updateFrame(first));
		world.turns.end();
		expect(world.storedText()).toBe('two one # Start\n');
	});

	test('a digest changes with the content, deletions included, and with nothing else', () => {
		const { rooms, room, turns } = createRelayWorld();
		const first = rooms.digest(DESIGN);
		const ada = connectSyncClient(room);
		turns.end();
		expect(rooms.digest(DESIGN)).toEqual(first);

		ada.yDoc.getText('markdown').delete(0, 1);
		turns.end();
		const second = rooms.digest(DESIGN);
		expect(second.stateVector).toEqual(first.stateVector);
		expect(second.textHash).not.toBe(first.textHash);
	});

	test('stopping commits what waits, compacts, and sends everyone away to come back', async () => {
		const world = createRelayWorld();
		const ada = connectSyncClient(world.room);
		write(ada.yDoc, 'last words ');
		await world.rooms[Symbol.asyncDispose]();
		expect(ada.closed?.code).toBe(1012);
		expect(world.storedText()).toBe('last words # Start\n');
		expect(tailOf(world)).toBe(0);
	});
});

describe('a Room that nobody is in', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	test('[RL16] an idle document and its Room are let go, with the tail compacted, and comes back the same', () => {
		const world = createRelayWorld({ idleMs: 1_000 });
		const ada = connectSyncClient(world.room);
		write(ada.yDoc, 'Hello ');
		world.turns.end();
		const { yDoc: before, awareness } = world.room;
		vi.advanceTimersByTime(5_000);
		expect(world.room.yDoc).toBe(before);

		ada.leave();
		vi.advanceTimersByTime(2_000);
		expect(tailOf(world)).toBe(0);
		expect(world.room.yDoc).not.toBe(before);
		expect(world.room.awareness).not.toBe(awareness);
		expect(world.text()).toBe('Hello # Start\n');
	});

	test('[RL16] a Room that is let go of while somebody keeps it is the one that others open', async () => {
		const world = createRelayWorld({ idleMs: 1_000 });
		const before = world.room.yDoc;
		vi.advanceTimersByTime(3_000);
		expect(world.room.yDoc).not.toBe(before);
		const ada = connectSyncClient(world.rooms.open(DESIGN));
		const edit = world.room.edit(AGENT, (yDoc) => write(yDoc, 'kept '));
		world.turns.end();
		await edit;
		expect(markdownOf(ada.yDoc)).toBe('kept # Start\n');
		write(ada.yDoc, 'both ');
		world.turns.end();
		expect(world.text()).toBe('both kept # Start\n');
		expect(world.storedText()).toBe(world.text());
	});

	test('[RL16] what waits to be written, and an Agent that is seen, keep a Room', async () => {
		const world = createRelayWorld({ idleMs: 1_000 });
		const before = world.room.yDoc;
		const edit = world.room.edit(AGENT, (yDoc) => write(yDoc, 'waits '));
		vi.advanceTimersByTime(3_000);
		expect(world.room.yDoc).toBe(before);
		world.turns.end();
		await edit;

		using seen = world.room.appear({ ...AGENT, name: 'robin' });
		seen.show({ where: null, doing: 'reads' });
		vi.advanceTimersByTime(3_000);
		const ada = connectSyncClient(world.room);
		expect(ada.heard.map(({ type }) => type)).toContain('awareness');
	});
});
