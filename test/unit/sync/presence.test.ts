import { describe, expect, test } from 'vitest';
import { encodePresences } from '#server/sync/presence.ts';
import { awarenessFrame } from '#shared/protocol/sync-frames.ts';
import { createRelayWorld } from '#test/fixtures/relay-world.ts';
import { ADA, BEN, connectSyncClient, type SyncClient } from '#test/fixtures/sync-client.ts';

describe('presence', () => {
	test('[RL11] a presence carries the name that the relay authenticated, whatever it says itself', () => {
		const { room } = createRelayWorld();
		const ada = connectSyncClient(room);
		const ben = connectSyncClient(room, { identity: BEN });
		ada.awareness.setLocalState({ user: { name: 'the owner', color: 'red' }, where: 'st_1' });
		ada.showPresence();
		expect(ben.awareness.getStates().get(ada.yDoc.clientID)).toEqual({
			user: { ...ADA, color: 'red' },
			where: 'st_1',
		});
	});

	test('whoever comes later is told who is here', () => {
		const { room } = createRelayWorld();
		show(connectSyncClient(room), 'here');
		const ben = connectSyncClient(room, { identity: BEN });
		expect(namesSeenBy(ben)).toEqual(['ada']);
	});

	test('[RL12] nobody speaks for the presence of another', () => {
		const { room } = createRelayWorld();
		const ada = connectSyncClient(room);
		const ben = connectSyncClient(room, { identity: BEN });
		const cleo = connectSyncClient(room, {
			identity: { ...BEN, id: 'mb_000000cle0', name: 'cleo' },
		});
		show(ada, 'here');
		const forged = { client: ada.yDoc.clientID, clock: 99, json: '{"where":"elsewhere"}' };
		ben.send(awarenessFrame(encodePresences([forged])));
		ben.send(awarenessFrame(encodePresences([{ ...forged, json: 'null' }])));
		expect(cleo.awareness.getStates().get(ada.yDoc.clientID)).toMatchObject({ where: 'here' });
	});

	test('[RL13] a presence goes when its last holder leaves, and an echo does not bring it back', () => {
		const { room } = createRelayWorld();
		const ada = connectSyncClient(room);
		const ben = connectSyncClient(room, { identity: BEN });
		show(ada, 'here');
		const meta = room.awareness.meta.get(ada.yDoc.clientID);
		ada.leave();
		expect(namesSeenBy(ben)).toEqual([]);

		const echo = { client: ada.yDoc.clientID, clock: meta?.clock ?? 0, json: '{}' };
		ben.send(awarenessFrame(encodePresences([echo])));
		expect(namesSeenBy(connectSyncClient(room))).toEqual([]);
	});

	test('an Agent at work is seen, and no peer can change what it shows', () => {
		const { room } = createRelayWorld();
		const ada = connectSyncClient(room);
		const robin = room.appear({ kind: 'agent', id: 'ag_00000r0b1n', name: 'robin' });
		robin.show({ doing: 'writing a story' });
		expect(namesSeenBy(ada)).toEqual(['robin']);
		const [client] = [...room.awareness.getStates().keys()];
		ada.send(awarenessFrame(encodePresences([{ client: client ?? 0, clock: 9, json: 'null' }])));
		expect(namesSeenBy(connectSyncClient(room))).toEqual(['robin']);

		robin[Symbol.dispose]();
		expect(namesSeenBy(ada)).toEqual([]);
	});

	test('a presence beyond the limits is not shown', () => {
		const { room } = createRelayWorld({ presenceBytes: 100, presences: 2 });
		const watcher = connectSyncClient(room, { identity: BEN });
		const ada = connectSyncClient(room);
		show(ada, 'x'.repeat(200));
		expect(namesSeenBy(watcher)).toEqual([]);
		for (const client of [11, 12, 13]) {
			ada.send(awarenessFrame(encodePresences([{ client, clock: 1, json: '{}' }])));
		}
		expect(namesSeenBy(watcher).length).toBeLessThanOrEqual(2);
	});

	test('[RL26] one Member’s presences keep nobody else from being seen', () => {
		const { room } = createRelayWorld({ presences: 8, presencesEach: 3 });
		const ada = connectSyncClient(room);
		for (let client = 11; client < 31; client++) {
			ada.send(awarenessFrame(encodePresences([{ client, clock: 1, json: '{}' }])));
		}
		show(connectSyncClient(room, { identity: BEN }), 'here');
		const late = connectSyncClient(room, { identity: BEN });
		expect(namesSeenBy(late).toSorted()).toEqual(['ada', 'ada', 'ada', 'ben']);
		ada.leave();
		show(connectSyncClient(room), 'back');
		expect(namesSeenBy(late).toSorted()).toEqual(['ada', 'ben']);
	});
});

function show(client: SyncClient, where: string) {
	client.awareness.setLocalState({ where });
	client.showPresence();
}

function namesSeenBy(client: SyncClient): unknown[] {
	return [...client.awareness.getStates()]
		.filter(([id]) => id !== client.yDoc.clientID)
		.map(([, state]) => state['user']?.name);
}
