import { connect as connectTcp } from 'node:net';
import { describe, expect, test } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createMemoryStore } from '#server/storage/memory.ts';
import type { SyncLimits } from '#server/sync/limits.ts';
import { createRooms, type Rooms } from '#server/sync/rooms.ts';
import { hashOf } from '#shared/hash.ts';
import { readSyncFrame, step1Frame, updateFrame } from '#shared/protocol/sync-frames.ts';
import { until } from '#test/e2e/world/until.ts';
import { DESIGN, seedDesign } from '#test/fixtures/relay-world.ts';
import { createSyncServer, type SyncServer } from '#test/fixtures/sync-server.ts';

const markdownOf = (yDoc: Y.Doc) => yDoc.getText('markdown').toString();

describe('a stock WebsocketProvider', () => {
	test('[RL21] syncs, sees presence, and comes back after the relay was away', async () => {
		await using relay = await startRelay();
		using ada = provide(relay.port, 'ada');
		using ben = provide(relay.port, 'ben');
		await until(() => ada.provider.synced && ben.provider.synced);
		expect(markdownOf(ada.yDoc)).toBe('# Start\n');

		ada.provider.awareness.setLocalStateField('where', 'title');
		await until(() => namesSeenBy(ben).includes('ada'));

		relay.server.close();
		await until(() => !ada.provider.wsconnected && !ben.provider.wsconnected);
		ada.yDoc.getText('markdown').insert(0, 'offline ');
		ben.yDoc.getText('markdown').insert(0, 'too ');
		await using _again = await startRelay({ rooms: relay.rooms, port: relay.port });
		await until(() => ada.provider.synced && ben.provider.synced, 10_000);
		await until(() => markdownOf(ada.yDoc) === markdownOf(ben.yDoc));
		expect(markdownOf(ada.yDoc)).toContain('offline');
		expect(markdownOf(relay.rooms.open(DESIGN).yDoc)).toBe(markdownOf(ben.yDoc));
	});

	test('[RL18] is told for good that there is no such document, or that it has started anew', async () => {
		await using relay = await startRelay();
		using lost = provide(relay.port, 'ada', { doc: 'secrets' });
		using stale = provide(relay.port, 'ada', { params: { generation: hashOf('another') } });
		using current = provide(relay.port, 'ada', {
			params: { generation: relay.rooms.open(DESIGN).generation },
		});
		await until(() => lost.closed() === 4404 && stale.closed() === 4409);
		await until(() => current.provider.synced);
	});

	test('[RL30] founds no document beyond the limit, and is served those that are there', async () => {
		await using relay = await startRelay({ limits: { documents: 2 } });
		using first = provide(relay.port, 'ada');
		await until(() => first.provider.synced);
		using second = provide(relay.port, 'ada', { doc: 'design:cp_0000000001' });
		await until(() => second.provider.synced);
		using third = provide(relay.port, 'ada', { doc: 'design:cp_0000000002' });
		await until(() => third.closed() === 4413);
		expect(relay.rooms.names()).toEqual([DESIGN, 'design:cp_0000000001']);
		using again = provide(relay.port, 'ben');
		await until(() => again.provider.synced);
	});

	test('a reader stays until it writes', async () => {
		await using relay = await startRelay();
		using reader = provide(relay.port, 'ben', { params: { read: '' } });
		await until(() => reader.provider.synced);
		reader.yDoc.getText('markdown').insert(0, 'x');
		await until(() => reader.closed() === 4403);
		expect(markdownOf(relay.rooms.open(DESIGN).yDoc)).toBe('# Start\n');
	});
});

describe('a socket', () => {
	test('[RL24] hears something within every heartbeat, and is cut off when it answers nothing', async () => {
		await using relay = await startRelay({ limits: { heartbeatMs: 50 } });
		const socket = new NodeWebSocket(urlOf(relay.port));
		const frames: string[] = [];
		socket.on('message', (data: Buffer) => frames.push(readSyncFrame(data).type));
		await until(() => frames.filter((type) => type === 'awareness').length >= 3);
		expect(socket.readyState).toBe(NodeWebSocket.OPEN);
		socket.terminate();

		const mute = new NodeWebSocket(urlOf(relay.port), { autoPong: false });
		await until(() => mute.readyState === NodeWebSocket.CLOSED);
	});

	test('a malformed or a text frame closes with a code and a reason', async () => {
		await using relay = await startRelay();
		for (const message of ['hello', Uint8Array.of(0, 2, 3, 9)]) {
			const socket = new NodeWebSocket(urlOf(relay.port));
			socket.on('open', () => socket.send(message));
			const [code, reason] = await new Promise<[number, string]>((resolve) => {
				socket.on('close', (code, reason) => resolve([code, reason.toString()]));
			});
			expect(code).toBe(4400);
			expect(reason).not.toBe('');
		}
		using ada = provide(relay.port, 'ada');
		await until(() => ada.provider.synced);
	});

	test('[RL17] whoever reads too slowly is cut off, and the others notice nothing', async () => {
		await using relay = await startRelay({ limits: { queueBytes: 200_000 } });
		using ada = provide(relay.port, 'ada');
		using ben = provide(relay.port, 'ben');
		await until(() => ada.provider.synced && ben.provider.synced);
		const stalled = stall(relay.port);
		await until(() => stalled.upgraded());
		const text = ada.yDoc.getText('markdown');
		await until(() => {
			text.delete(0, text.length);
			text.insert(0, 'x'.repeat(100_000));
			return stalled.cutOff();
		}, 20_000);
		await until(() => markdownOf(ben.yDoc) === markdownOf(ada.yDoc));
		expect(ben.provider.wsconnected).toBe(true);
	});

	test('[RL27] a document longer than the queue reaches who reads slowly, also while others write', async () => {
		await using relay = await startRelay({ limits: { queueBytes: 200_000 } });
		const write = (words: string) =>
			relay.rooms
				.open(DESIGN)
				.edit({ kind: 'person', id: 'ben' }, (to) => to.getText('markdown').insert(0, words));
		// More than the system keeps for a connection.
		await write('x'.repeat(20_000_000));
		const socket = new NodeWebSocket(urlOf(relay.port));
		const yDoc = new Y.Doc();
		let closed: number | null = null;
		socket.on('close', (code) => {
			closed = code;
		});
		socket.on('message', (data: Buffer) => {
			const frame = readSyncFrame(data);
			if ('update' in frame && frame.type !== 'awareness') Y.applyUpdate(yDoc, frame.update);
		});
		await new Promise((resolve) => socket.on('open', resolve));
		const words = new Y.Doc();
		words.getText('markdown').insert(0, 'hello ');
		socket.pause();
		socket.send(step1Frame(Y.encodeStateVector(yDoc)));
		socket.send(updateFrame(Y.encodeStateAsUpdate(words)));
		const said = () => markdownOf(relay.rooms.open(DESIGN).yDoc);
		await until(() => said().includes('hello'));
		for (const word of ['one ', 'two ', 'three ']) await write(word);
		socket.resume();
		await until(() => closed !== null || markdownOf(yDoc).length === said().length - 6);
		expect(closed).toBeNull();
		socket.terminate();
	});

	test('[RL20] whoever sends too fast is read later, and nothing is lost', async () => {
		await using relay = await startRelay({ limits: { frameBurst: 20, framesPerSecond: 400 } });
		using ada = provide(relay.port, 'ada');
		await until(() => ada.provider.synced);
		const text = ada.yDoc.getText('markdown');
		for (let n = 0; n < 200; n++) text.insert(0, 'x'.repeat(3_000));
		const stored = () => markdownOf(relay.rooms.open(DESIGN).yDoc).length;
		await until(() => stored() > 30_000, 10_000);
		expect(stored()).toBeLessThan(600_000);
		await until(() => stored() > 600_000, 10_000);
		expect(ada.provider.wsconnected).toBe(true);
	});
});

interface Relay extends AsyncDisposable {
	readonly port: number;
	readonly rooms: Rooms;
	readonly server: SyncServer;
}

function startRelay(
	options: { rooms?: Rooms; port?: number; limits?: Partial<SyncLimits> } = {},
): Promise<Relay> {
	const { limits = {}, port = 0 } = options;
	const rooms =
		options.rooms ?? createRooms({ store: createMemoryStore(), seed: seedDesign, limits });
	return new Promise((resolve) => {
		const server = createSyncServer(rooms, port, (address) => {
			resolve({
				port: address.port,
				rooms,
				server,
				[Symbol.asyncDispose]: async () => {
					server.close();
					await rooms[Symbol.asyncDispose]();
				},
			});
		});
	});
}

function urlOf(port: number): string {
	return `ws://127.0.0.1:${port}/sync/${DESIGN}`;
}

function provide(
	port: number,
	name: string,
	{ doc = DESIGN, params = {} }: { doc?: string; params?: Record<string, string> } = {},
) {
	const yDoc = new Y.Doc();
	const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, doc, yDoc, {
		// Two providers in one process would otherwise sync past the relay.
		disableBc: true,
		params: { as: name, ...params },
	});
	let closed: number | null = null;
	provider.on('closed', ({ code }) => {
		closed = code;
	});
	return {
		yDoc,
		provider,
		closed: () => closed,
		[Symbol.dispose]: () => provider.destroy(),
	};
}

function namesSeenBy({ provider }: ReturnType<typeof provide>): unknown[] {
	return [...provider.awareness.getStates().values()].map((state) => state['user']?.name);
}

/** Connects by hand and then never reads again. */
function stall(port: number) {
	const socket = connectTcp(port, '127.0.0.1');
	let isUpgraded = false;
	let isCutOff = false;
	socket.write(
		`GET /sync/${DESIGN} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${btoa('0123456789abcdef')}\r\n\r\n`,
	);
	socket.once('data', () => {
		isUpgraded = true;
		socket.pause();
	});
	socket.on('error', () => {
		isCutOff = true;
	});
	socket.on('close', () => {
		isCutOff = true;
	});
	// A paused socket doesn't hear that it was closed; writing to it finds out.
	const probe = setInterval(() => {
		if (isCutOff) clearInterval(probe);
		else socket.write(Uint8Array.of(0x8a, 0x80, 0, 0, 0, 0));
	}, 20);
	return { upgraded: () => isUpgraded, cutOff: () => isCutOff };
}
