import fs from 'node:fs';
import { removeRunning, writeRunning } from '#server/cli/running-file.ts';
import type { Served } from '#test/e2e/world/served.ts';

/** Leaves the note by which commands find this Lintel, as `lintel serve` does. */
export function runningIn({ relay, folder }: Served): Disposable {
	const data = `${folder}/data`;
	const { port, url, access } = relay;
	const secret = access.localSecret.value;
	const startedAt = new Date().toISOString();
	const unwritten = writeRunning(fs, data, { pid: process.pid, port, url, secret, startedAt });
	if (unwritten) throw new Error(unwritten.reason);
	return { [Symbol.dispose]: () => removeRunning(fs, data, process.pid) };
}
