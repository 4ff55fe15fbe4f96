import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import { createRooms } from '#server/sync/rooms.ts';
import { markFrame, readSyncFrame, step2Frame, updateFrame } from '#shared/protocol/sync-frames.ts';
import { createRandom } from '#test/fixtures/random.ts';
import { DESIGN, seedDesign } from '#test/fixtures/relay-world.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const ROUNDS = 6;

test('[RL22] kill -9 at any time loses nothing that was acknowledged', async () => {
	using folder = createTemporaryFolder();
	const path = folder.file('lintel.db');
	const random = createRandom(22);
	const acknowledged: string[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const relay = await startRelay(path);
		const writer = await connectWriter(relay.port, `round${round}-`);
		// Long enough to be in the middle of commits and compactions, and never at the same point.
		await new Promise((resolve) => setTimeout(resolve, 100 + random.below(200)));
		relay.child.kill('SIGKILL');
		await once(relay.child, 'exit');
		acknowledged.push(...writer.stop());
	}

	const opened = openSqliteStore(path);
	if (!opened.ok) throw new Error(opened.error.reason);
	using store = opened.value;
	const text = createRooms({ store, seed: seedDesign }).open(DESIGN).yDoc.getText('markdown');
	const words = new Set(text.toString().split(/\s/));
	expect(acknowledged.filter((word) => !words.has(word))).toEqual([]);
	expect(acknowledged.length).toBeGreaterThan(ROUNDS * 10);
});

async function startRelay(path: string): Promise<{ child: ChildProcess; port: number }> {
	const script = `${import.meta.dirname}/../../fixtures/relay-process.ts`;
	const child = spawn(process.execPath, [script, path, '20'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [line] = await once(child.stdout, 'data');
	return { child, port: Number(String(line)) };
}

/** Writes a word, marks it, writes the next: `stop` says which were acknowledged. */
async function connectWriter(port: number, prefix: string) {
	const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/${DESIGN}`);
	const yDoc = new Y.Doc();
	const acknowledged: string[] = [];
	let written = 0;
	yDoc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== socket && socket.readyState === socket.OPEN) socket.send(updateFrame(update));
	});
	socket.on('error', () => undefined);
	socket.on('message', (data: Buffer) => {
		const frame = readSyncFrame(data);
		if (frame.type === 'step1') {
			socket.send(step2Frame(Y.encodeStateAsUpdate(yDoc, frame.stateVector)));
		}
		if (frame.type === 'durable') acknowledged.push(`${prefix}${frame.number}`);
	});
	await once(socket, 'open');
	const timer = setInterval(() => {
		written += 1;
		yDoc.getText('markdown').insert(0, `${prefix}${written} `);
		if (socket.readyState === socket.OPEN) socket.send(markFrame(written));
	}, 2);

	return {
		stop: () => {
			clearInterval(timer);
			socket.terminate();
			return acknowledged;
		},
	};
}
