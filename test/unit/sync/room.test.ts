import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { updateFrame } from '#shared/protocol/sync-frames.ts';
import { createRelayWorld, seedDesign } from '#test/fixtures/relay-world.ts';
import { ADA, BEN, connectSyncClient } from '#test/fixtures/sync-client.ts';

const markdownOf = (yDoc: Y.Doc) => yDoc.getText('markdown').toString();
const write = (yDoc: Y.Doc, text: string) => yDoc.getText('markdown').insert(0, text);
const AGENT = { kind: 'agent', id: 'ag_00000r0b1n' } as const;

describe('a Room and its peers', () => {
	test('[RL1] a relay says its generation first, then asks for what it is missing', () => {
		const { room } = createRelayWorld();
		const ada = connectSyncClient(room);
		expect(ada.heard.map(({ type }) => type)).toEqual(['generation', 'step1', 'step2']);
		expect(ada.heard[0]).toEqual({ type: 'generation', generation: room.generation });
		expect(markdownOf(ada.yDoc)).toBe('# Start\n');
	});

	test('what was written before connecting comes up', () => {
		const { room, turns, text } = createRelayWorld();
		const yDoc = new Y.Doc();
		Y.applyUpdate(yDoc, seedDesign(room.name).update);
		write(yDoc, 'offline ');
		connectSyncClient(room, { yDoc });
		turns.end();
		expect(text()).toBe('offline # Start\n');
	});

	test('[RL2] an update reaches the other peers, and not its sender, once it is stored', () => {
		const { room, turns, storedText } = createRelayWorld();
		const ada = connectSyncClient(room);
		const ben = connectSyncClient(room, { identity: BEN });
		const heardBefore = ada.heard.length;

		write(ada.yDoc, 'Hello ');
		expect(markdownOf(ben.yDoc)).toBe('# Start\n');
		expect(storedText()).toBe('# Start\n');
		turns.end();

		expect(markdownOf(ben.yDoc)).toBe('Hello # Start\n');
		expect(storedText()).toBe('Hello # Start\n');
		expect(ada.heard.length).toBe(heardBefore);
	});

	test('[RL3] a mark is answered when everything before it is stored, and not before', () => {
		const { room, turns, storedText } = createRelayWorld();
		const ada = connectSyncClient(room);
		turns.end();
		write(ada.yDoc, 'Hello ');
		const mark = ada.mark();
		expect(ada.durable).toBe(0);

		turns.end();
		expect(ada.durable).toBe(mark);
		expect(storedText()).toBe('Hello # Start\n');
	});

	test('[RL4] what arrives in one turn is stored in one transaction, whatever the document', () => {
		const { rooms, turns, store } = createRelayWorld();
		const appends: number[] = [];
		const { append } = store.docs;
		Object.assign(store.docs, {
			append: (updates: Parameters<typeof append>[0]) => {
				appends.push(updates.length);
				append(updates);
			},
		});
		const one = connectSyncClient(rooms.open('design:cp_0000000001'));
		const two = connectSyncClient(rooms.open('design:cp_0000000002'));
		turns.end();
		write(one.yDoc, 'a');
		write(one.yDoc, 'b');
		write(two.yDoc, 'c');
		turns.end();
		expect(appends).toEqual([3]);
	});

	test('[RL8] an update that says nothing new is neither stored nor passed on', () => {
		const { room, turns, store } = createRelayWorld();
		const ada = connectSyncClient(room);
		const ben = connectSyncClient(room, { identity: BEN });
		write(ada.yDoc, 'Hello ');
		ada.yDoc.getText('markdown').delete(0, 2);
		turns.end();
		const rows = store.docs.load(room.name)?.tail.length;
		const heard = ben.heard.length;

		ben.send(updateFrame(Y.encodeStateAsUpdate(ada.yDoc)));
		ben.send(updateFrame(Y.encodeStateAsUpdate(new Y.Doc())));
		turns.end();
		expect(store.docs.load(room.name)?.tail.length).toBe(rows);
		expect(ada.heard.at(-1)?.type).not.toBe('update');
		expect(ben.heard.length).toBe(heard);
	});

	test('a deletion alone is something new', () => {
		const { room, turns, text } = createRelayWorld();
		const ada = connectSyncClient(room);
		ada.yDoc.getText('markdown').delete(0, 2);
		turns.end();
		expect(text()).toBe('Start\n');
	});

	test('[RL9] an update that builds on unseen ones is kept, stored and passed on until they come', () => {
		const { room, turns, text, storedText } = createRelayWorld();
		const ben = connectSyncClient(room, { identity: BEN });
		const ada = connectSyncClient(room);
		turns.end();
		const updates: Uint8Array[] = [];
		const away = new Y.Doc();
		Y.applyUpdate(away, Y.encodeStateAsUpdate(room.yDoc));
		away.on('update', (update: Uint8Array) => updates.push(update));
		write(away, 'one ');
		write(away, 'two ');
		const [first, second] = updates;
		if (!first || !second) throw new Error('Two updates were expected.');

		ada.send(updateFrame(second));
		turns.end();
		expect(text()).toBe('# Start\n');
		ada.send(updateFrame(first));
		turns.end();
		expect(text()).toBe('two one # Start\n');
		expect(storedText()).toBe('two one # Start\n');
		expect(markdownOf(ben.yDoc)).toBe('two one # Start\n');
		expect(ada.closed).toBeNull();
	});

	test('what builds on too much that nobody has seen is refused', () => {
		const { room, turns, text } = createRelayWorld({ pendingBytes: 200 });
		const ada = connectSyncClient(room);
		const away = new Y.Doc();
		write(away, 'never sent');
		const before = Y.encodeStateVector(away);
		write(away, 'x'.repeat(500));
		ada.send(updateFrame(Y.encodeStateAsUpdate(away, before)));
		turns.end();
		expect(ada.closed?.code).toBe(4409);
		expect(text()).toBe('# Start\n');
		expect(room.yDoc.store.pendingStructs).toBeNull();
	});

	test('[RL10] a reader may repeat what is known, and is sent away for anything new', () => {
		const { room, turns, text } = createRelayWorld();
		const reader = connectSyncClient(room, { identity: BEN, canWrite: () => false });
		turns.end();
		reader.send(updateFrame(Y.encodeStateAsUpdate(room.yDoc)));
		turns.end();
		expect(reader.closed).toBeNull();

		write(reader.yDoc, 'I was here ');
		turns.end();
		expect(reader.closed?.code).toBe(4403);
		expect(text()).toBe('# Start\n');
	});

	test('a role that changes while connected holds from the next write', () => {
		const { room, turns, text } = createRelayWorld();
		let role = 'author';
		const ada = connectSyncClient(room, { canWrite: () => role === 'author' });
		write(ada.yDoc, 'one ');
		turns.end();
		role = 'viewer';
		write(ada.yDoc, 'two ');
		turns.end();
		expect(ada.closed?.code).toBe(4403);
		expect(text()).toBe('one # Start\n');
	});
});

describe('edits from the relay itself', () => {
	test('[RL14] an edit resolves when it is durable, and reaches the peers', async () => {
		const { room, turns, storedText } = createRelayWorld();
		const ada = connectSyncClient(room);
		const done = room.edit(AGENT, (yDoc) => write(yDoc, 'From robin: '));
		expect(markdownOf(ada.yDoc)).toBe('# Start\n');
		turns.end();
		await done;
		expect(storedText()).toBe('From robin: # Start\n');
		expect(markdownOf(ada.yDoc)).toBe('From robin: # Start\n');
	});

	test('[RL14] an edit that throws leaves the document as it was, and the others of its turn go on', async () => {
		const { room, turns, text } = createRelayWorld();
		const ada = connectSyncClient(room);
		turns.end();
		let runs = 0;
		const good = room.edit(AGENT, (yDoc) => {
			runs += 1;
			write(yDoc, 'good ');
		});
		const bad = room.edit(AGENT, (yDoc) => {
			write(yDoc, 'half ');
			throw new Error('No.');
		});
		write(ada.yDoc, 'ada ');
		turns.end();
		await expect(bad).rejects.toThrow('No.');
		await good;
		expect(runs).toBe(1);
		// Two edits at one place: which comes first is for the client ids to say.
		expect(['ada good # Start\n', 'good ada # Start\n']).toContain(text());
	});

	test('an edit rejects when the disk fails', async () => {
		const { room, turns, store, text } = createRelayWorld();
		store.full = true;
		const done = room.edit(AGENT, (yDoc) => write(yDoc, 'lost '));
		turns.end();
		await expect(done).rejects.toThrow('The disk is full.');
		expect(text()).toBe('# Start\n');
	});

	test('an update without a socket is taken like any other, or refused', async () => {
		const { room, turns, storedText } = createRelayWorld();
		const away = new Y.Doc();
		Y.applyUpdate(away, Y.encodeStateAsUpdate(room.yDoc));
		write(away, 'posted ');
		const taken = room.take(ADA, Y.encodeStateAsUpdate(away));
		const refused = room.take(ADA, Uint8Array.of(9, 9, 9));
		turns.end();
		expect(await taken).toEqual({ ok: true, value: undefined });
		expect(await refused).toMatchObject({ ok: false, error: { guard: 'malformed-update' } });
		expect(storedText()).toBe('posted # Start\n');
	});

	test('who listens hears of each durable change once per commit and origin', () => {
		const { room, rooms, turns } = createRelayWorld();
		const heard: string[] = [];
		const stop = rooms.onChange((name, origin) => heard.push(`${name} ${origin.id}`));
		const ada = connectSyncClient(room);
		turns.end();
		write(ada.yDoc, 'a');
		write(ada.yDoc, 'b');
		void room.edit(AGENT, (yDoc) => write(yDoc, 'c'));
		void room.edit(AGENT, () => undefined);
		turns.end();
		stop();
		write(ada.yDoc, 'd');
		turns.end();
		expect(heard).toEqual([`${room.name} ${ADA.id}`, `${room.name} ${AGENT.id}`]);
	});
});
