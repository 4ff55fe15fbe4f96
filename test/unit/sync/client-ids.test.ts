/** A fellow Member, or an agent that drives their browser, writes under another's Yjs client id. */
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { SyncLimits } from '#server/sync/limits.ts';
import type { Room } from '#server/sync/room.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { updateFrame } from '#shared/protocol/sync-frames.ts';
import { createRelayWorld } from '#test/fixtures/relay-world.ts';
import { ADA, BEN, connectSyncClient } from '#test/fixtures/sync-client.ts';

const write = (yDoc: Y.Doc, text: string) => yDoc.getText('markdown').insert(0, text);

/** What somebody with this client id would write next, made by whoever knows the document. */
function underIdOf(client: number, { yDoc }: Room, text: string): Uint8Array {
	const forged = new Y.Doc();
	Y.applyUpdate(forged, Y.encodeStateAsUpdate(yDoc));
	forged.clientID = client;
	const before = Y.encodeStateVector(forged);
	write(forged, text);
	return Y.encodeStateAsUpdate(forged, before);
}

/** Ada is here and types; Ben knows her client id from her presence. */
function createTable(limits: Partial<SyncLimits> = {}) {
	const world = createRelayWorld(limits);
	const ada = connectSyncClient(world.room);
	const ben = connectSyncClient(world.room, { identity: BEN });
	ada.showPresence();
	world.turns.end();
	return { ...world, ada, ben, id: ada.yDoc.clientID };
}

describe('the client id of somebody else', () => {
	test('[AT1] takes no words from others, and hers are not lost', () => {
		const { room, turns, text, ada, ben, id } = createTable();
		ben.send(updateFrame(underIdOf(id, room, 'forged ')));
		write(ada.yDoc, 'honest ');
		turns.end();
		expect(ben.closed).toMatchObject({ code: CLOSE.notTheirs });
		expect(ada.closed).toBeNull();
		expect(text()).toBe('honest # Start\n');
		expect(ada.yDoc.getText('markdown').toString()).toBe(text());
	});

	test('[AT1] neither over one-shot sync, nor while she is away', async () => {
		const { room, turns, text, ada, id } = createTable();
		write(ada.yDoc, 'one ');
		turns.end();
		ada.leave();
		const taken = room.take({ kind: 'person', id: BEN.id }, underIdOf(id, room, 'forged '));
		turns.end();
		expect(await taken).toMatchObject({ ok: false, error: { guard: 'client-id' } });
		write(ada.yDoc, 'offline ');
		const back = connectSyncClient(room, { yDoc: ada.yDoc });
		turns.end();
		expect(back.closed).toBeNull();
		expect(text()).toBe('offline one # Start\n');
	});

	test('[AT1] nor after everybody left and the room was let go of', async () => {
		vi.useFakeTimers();
		try {
			const { room, turns, text, ada, ben, id } = createTable({ idleMs: 1_000 });
			write(ada.yDoc, 'one ');
			turns.end();
			ada.leave();
			ben.leave();
			vi.advanceTimersByTime(3_000);
			const taken = room.take({ kind: 'person', id: BEN.id }, underIdOf(id, room, 'forged '));
			turns.end();
			expect(await taken).toMatchObject({ ok: false, error: { guard: 'client-id' } });
			write(ada.yDoc, 'offline ');
			connectSyncClient(room, { yDoc: ada.yDoc });
			turns.end();
			expect(text()).toBe('offline one # Start\n');
		} finally {
			vi.useRealTimers();
		}
	});

	test('[AT1] may have its words deleted, as any text', () => {
		const { turns, text, ada, ben } = createTable();
		write(ada.yDoc, 'long ');
		turns.end();
		ben.yDoc.getText('markdown').delete(0, 5);
		turns.end();
		expect(ben.closed).toBeNull();
		expect(text()).toBe('# Start\n');
	});
});

describe('honest tabs', () => {
	test('[AT2] of somebody who was removed and let in anew send what they had not sent', () => {
		const { room, turns, text, left, ada } = createTable();
		write(ada.yDoc, 'one ');
		turns.end();
		ada.leave();
		write(ada.yDoc, 'on the train ');
		left.add(ADA.id);
		const anew = connectSyncClient(room, { identity: BEN, yDoc: ada.yDoc });
		turns.end();
		expect(anew.closed).toBeNull();
		expect(text()).toBe('on the train one # Start\n');
	});

	test('[AT2] of one person send on what another of theirs wrote', () => {
		const { room, turns, text, ada } = createTable();
		const other = connectSyncClient(room, { identity: ADA });
		other.showPresence();
		turns.end();
		const ahead = underIdOf(other.yDoc.clientID, room, 'second tab ');
		ada.send(updateFrame(ahead));
		turns.end();
		expect(ada.closed).toBeNull();
		expect(text()).toBe('second tab # Start\n');
	});

	test('[AT2] bring back what a relay has lost, whoever wrote it, and nobody is kept out', () => {
		const { turns, ada, ben } = createTable();
		ben.showPresence();
		write(ben.yDoc, 'by Ben ');
		turns.end();
		for (const gone of [ada, ben]) gone.leave();

		// A relay on an older copy of its database knows neither the words nor the ids.
		const restored = createRelayWorld();
		const first = connectSyncClient(restored.room, { yDoc: ada.yDoc });
		first.showPresence();
		restored.turns.end();
		const second = connectSyncClient(restored.room, { identity: BEN, yDoc: ben.yDoc });
		second.showPresence();
		write(ben.yDoc, 'more ');
		restored.turns.end();
		expect([first.closed, second.closed]).toEqual([null, null]);
		expect(restored.text()).toBe('more by Ben # Start\n');
	});

	test('[AT2] the relay’s own edits go on beside them', async () => {
		const { room, turns, text, ada, ben } = createTable();
		const own = room.yDoc.clientID;
		ben.send(updateFrame(underIdOf(own, room, 'guessed ')));
		turns.end();
		const agent = { kind: 'agent', id: 'ag_00000r0b1n' } as const;
		const edited = room.edit(agent, (yDoc) => write(yDoc, 'agent '));
		turns.end();
		await edited;
		expect(text()).toBe('agent guessed # Start\n');
		expect(ada.yDoc.getText('markdown').toString()).toBe(text());
	});
});
