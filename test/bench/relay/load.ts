/**
 * An open loop of writers: each sends at its own fixed pace, whatever the relay does, and times
 * how long its updates take to every other client of the same document.
 */
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { step1Frame, updateFrame } from '#shared/protocol/sync-frames.ts';

export interface Load {
	readonly clients: number;
	readonly docs: number;
	readonly updatesPerSecond: number;
	readonly seconds: number;
}

export interface Measured {
	readonly sent: number;
	readonly expected: number;
	/** Milliseconds from an update's making to its arrival at another client, sorted. */
	readonly latencies: Float64Array;
}

/** Found in no client id, clock or length: their bytes are few, or beyond ASCII. */
const MARKER = Buffer.from('lintel-bench:');
const DIGITS = 8;

interface Writer {
	readonly socket: WebSocket;
	readonly list: Y.Array<string>;
}

export async function runLoad(urlOf: (doc: number) => string, load: Load): Promise<Measured> {
	const sentAt: number[] = [];
	const latencies: number[] = [];
	const writers = await Promise.all(
		Array.from({ length: load.clients }, (_, n) =>
			connect(urlOf(n % load.docs), (frame) => receive(frame, n)),
		),
	);
	await wait(500);

	const total = load.updatesPerSecond * load.seconds;
	const start = performance.now();
	while (sentAt.length < total) {
		const due = Math.min(total, ((performance.now() - start) / 1_000) * load.updatesPerSecond);
		while (sentAt.length < due) write(writers[sentAt.length % writers.length]);
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	await wait(1_000);
	for (const { socket } of writers) socket.terminate();
	return {
		sent: sentAt.length,
		expected: sentAt.length * (load.clients / load.docs - 1),
		latencies: Float64Array.from(latencies).sort(),
	};

	function write(writer: Writer | undefined) {
		const text = `lintel-bench:${String(sentAt.length).padStart(DIGITS, '0')}:${'.'.repeat(20)}`;
		sentAt.push(performance.now());
		writer?.list.push([text]);
	}

	function receive(frame: Buffer, client: number) {
		const at = frame.indexOf(MARKER);
		// Only updates (message 0, 2) are timed, not what a client is told on connecting.
		if (at < 0 || frame[0] !== 0 || frame[1] !== 2) return;
		const from = at + MARKER.length;
		const update = Number(frame.toString('latin1', from, from + DIGITS));
		const sent = sentAt[update];
		// The other server sends a client its own updates back.
		const isOwn = update % load.clients === client;
		if (sent !== undefined && !isOwn) latencies.push(performance.now() - sent);
	}
}

async function connect(url: string, onFrame: (frame: Buffer) => void): Promise<Writer> {
	const socket = new WebSocket(url, { perMessageDeflate: false });
	const yDoc = new Y.Doc();
	yDoc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
	socket.on('message', (frame) => {
		if (frame instanceof Buffer) onFrame(frame);
	});
	await new Promise((resolve, reject) => {
		socket.once('open', resolve);
		socket.once('error', reject);
	});
	socket.send(step1Frame(Y.encodeStateVector(yDoc)));
	return { socket, list: yDoc.getArray('bench') };
}

function wait(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
