import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { createJournal } from '#server/log/journal.ts';
import { LOG_LIMITS, type LogLimits } from '#server/log/limits.ts';
import { serveLog, type View } from '#server/log/socket.ts';
import { createMemoryStore } from '#server/storage/memory.ts';
import { hashOf } from '#shared/hash.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { LogDown, type Observed } from '#shared/protocol/log.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import { until } from '#test/e2e/world/until.ts';
import { createSignedWorkspace, idOf } from '#test/fixtures/signed-workspace.ts';

const STORY = 'st_0000000000';
const HELLO = { type: 'hello', protocol: PROTOCOL_VERSION, root: null, position: 0 };
const append = (ref: number, envelopes: unknown[]) => ({
	type: 'append',
	ref,
	envelopes,
	texts: [],
	blobs: [],
});

describe('the log’s socket', () => {
	test('[LG12] welcomes, says what it observes, and sends everything after the position', async () => {
		await using relay = await startRelay();
		const client = await relay.connect();
		client.say(HELLO);
		const events = await client.next('events');
		expect(client.heard.map(({ type }) => type)).toEqual(['welcome', 'observed', 'events']);
		expect(client.heard[0]).toMatchObject({ root: relay.root, position: 1 });
		expect(events).toMatchObject({ position: 1, heads: [relay.root] });

		const second = await relay.connect();
		second.say({ ...HELLO, position: 1 });
		expect(await second.next('events')).toMatchObject({
			...{ envelopes: [], position: 1, heads: [relay.root] },
		});
		const event = await relay.sign(relay.ada, { type: 'archived', artefact: STORY });
		client.say(append(7, [event]));
		expect(await client.next('accepted')).toMatchObject({
			ref: 7,
			ids: [idOf(event)],
			position: 2,
		});
		const heard = () => second.heard.filter(({ type }) => type === 'events');
		await until(() => heard().length > 1);
		expect(heard().slice(1)).toMatchObject([{ envelopes: [event], position: 2 }]);
	});

	test('[LG13] answers every append in its order: accepted, missing or refused', async () => {
		await using relay = await startRelay();
		const client = await relay.connect();
		client.say(HELLO);
		const parent = await relay.sign(relay.ada, { type: 'archived', artefact: STORY });
		const child = await relay.sign(
			relay.ada,
			{ type: 'restored', artefact: STORY },
			{ heads: [idOf(parent)] },
		);
		const forged = { ...child, sig: parent.sig };
		client.say(append(1, [child]));
		client.say(append(2, [{ event: { ...parent.event, type: 'blessed' }, sig: parent.sig }]));
		client.say(append(3, [parent, forged]));
		client.say(append(4, [parent, child]));
		await until(() => client.heard.some(({ type }) => type === 'accepted'));
		const answers = client.heard.flatMap((message) => ('ref' in message ? [message] : []));
		const byRef = answers.toSorted((a, b) => a.ref - b.ref);
		expect(byRef.map(({ type }) => type)).toEqual(['missing', 'refused', 'refused', 'accepted']);
		expect(byRef[0]).toMatchObject({ parents: [idOf(parent)] });
		expect(byRef[1]).toMatchObject({ refusal: { guard: 'malformed-event' } });
		expect(byRef[2]).toMatchObject({ event: idOf(child), refusal: { guard: 'bad-signature' } });
	});

	test.each([
		['no JSON', '{'],
		['another message', '{"type":"goodbye"}'],
		['an append before hello', JSON.stringify(append(1, []))],
		['a binary frame', Uint8Array.of(1)],
		['too much', JSON.stringify({ ...HELLO, more: 'x'.repeat(5_000) })],
	])('[LG14] ends the conversation with a reason on %s', async (_, message) => {
		await using relay = await startRelay({ messageBytes: 4_000 });
		const client = await relay.connect();
		client.send(message);
		await until(() => client.closed() !== null);
		expect(client.closed()?.code).toBe(4400);
		expect(client.closed()?.reason).not.toBe('');
		const next = await relay.connect();
		next.say(HELLO);
		await next.next('welcome');
	});

	test('tells a page of another version to reload, and lets one that is long in coming try again', async () => {
		await using relay = await startRelay({ helloMs: 50 });
		const other = await relay.connect();
		other.say({ ...HELLO, protocol: 99 });
		const silent = await relay.connect();
		await until(() => other.closed() !== null && silent.closed() !== null);
		expect([other.closed()?.code, silent.closed()?.code]).toEqual([4409, CLOSE.tooSlow]);
	});

	test('a position beyond the end means starting over', async () => {
		await using relay = await startRelay();
		const client = await relay.connect();
		client.say({ ...HELLO, position: 500 });
		expect(await client.next('events')).toMatchObject({ position: 1 });
	});

	test('a long log comes in pages, each once', async () => {
		await using relay = await startRelay({ pageEvents: 3 });
		let head = relay.root;
		for (let n = 0; n < 10; n++) {
			const event = await relay.sign(
				relay.ada,
				{ type: n % 2 === 0 ? 'archived' : 'restored', artefact: STORY },
				{ heads: [head] },
			);
			await relay.journal.append([event], [], []);
			head = idOf(event);
		}
		const client = await relay.connect();
		client.say(HELLO);
		await until(() =>
			client.heard.some((message) => message.type === 'events' && message.position === 11),
		);
		const pages = client.heard.flatMap((message) =>
			message.type === 'events' ? [message.envelopes.length] : [],
		);
		expect(pages).toEqual([3, 3, 3, 2]);
	});

	test('[LG15] what is observed is told again when it changes', async () => {
		await using relay = await startRelay();
		const client = await relay.connect();
		client.say(HELLO);
		await client.next('observed');
		relay.observe({ ...OBSERVED, unsaved: 5 });
		await until(() =>
			client.heard.some((message) => message.type === 'observed' && message.unsaved === 5),
		);
	});

	test('[LG17] an event that can’t be read ends the one conversation, and is told', async () => {
		const store = createMemoryStore();
		await using relay = await startRelay({}, store);
		const unreadable = new Error('disk I/O error');
		Object.assign(store.log, {
			after() {
				throw unreadable;
			},
		});
		const client = await relay.connect();
		client.say(HELLO);
		expect(await until(client.closed)).toMatchObject({ code: CLOSE.diskFailed });
		expect(relay.errors).toEqual([unreadable]);
	});
});

const OBSERVED: Observed = {
	type: 'observed',
	checkout: `main ${hashOf('commit').slice(0, 7)}`,
	at: '2026-11-22T10:00:00.000Z',
	preset: 'plain',
	implemented: [],
	findings: [],
	unsaved: 1,
};

async function startRelay(limits: Partial<LogLimits> = {}, store = createMemoryStore()) {
	const workspace = await createSignedWorkspace();
	const journal = createJournal({
		store,
		ledger: createLedger(),
		verify: verifyEnvelope,
	});
	await journal.append([workspace.founding], [], []);
	const listeners = new Set<(observed: Observed) => void>();
	const errors: unknown[] = [];
	const view: View = {
		observed: () => OBSERVED,
		onObserved: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		traces: () => [],
		onTraces: () => () => {},
		hearSessions: () => ({ follow() {}, leave() {} }),
	};
	const http = createServer();
	const sockets = new WebSocketServer({ server: http });
	sockets.on('connection', (socket) =>
		serveLog(journal, socket, view, (error) => void errors.push(error), {
			...LOG_LIMITS,
			...limits,
		}),
	);
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const address = http.address();
	const port = typeof address === 'object' && address ? portOf(address) : 0;

	return {
		...workspace,
		journal,
		errors,
		observe: (observed: Observed) => {
			for (const listener of listeners) listener(observed);
		},
		connect: () => connect(port),
		[Symbol.asyncDispose]: async () => {
			for (const socket of sockets.clients) socket.terminate();
			http.close();
		},
	};
}

function portOf({ port }: AddressInfo): number {
	return port;
}

async function connect(port: number) {
	const socket = new WebSocket(`ws://127.0.0.1:${port}`);
	const heard: LogDown[] = [];
	let closed: { code: number; reason: string } | null = null;
	socket.on('message', (data) => heard.push(LogDown.parse(JSON.parse(String(data)))));
	socket.on('close', (code, reason) => {
		closed = { code, reason: reason.toString() };
	});
	await new Promise((resolve) => socket.once('open', resolve));
	return {
		heard,
		closed: (): { code: number; reason: string } | null => closed,
		say: (message: unknown) => socket.send(JSON.stringify(message)),
		send: (message: string | Uint8Array) => socket.send(message),
		next: (type: LogDown['type']) => until(() => heard.find((message) => message.type === type)),
	};
}
