/** The Lintel of this person that serves already, if there is one. */
import { resolve } from 'node:path';
import { isLintel } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { type Running, readRunning } from '#server/cli/running-file.ts';

/** A note whose process is gone, or whose port answers as something else, is none. */
export async function findRunning(
	host: Pick<Host, 'disk' | 'isAlive'>,
	folder: string,
): Promise<Running | null> {
	const running = readRunning(host.disk, folder);
	if (running === null || !host.isAlive(running.pid)) return null;
	return (await isLintel(running.port, running.url)) ? running : null;
}

/** Where the running file is: in `--data DIR`, or in this person's state folder. */
export function runningFolder(host: Host, data: string | undefined): string {
	return dataFolder(host, data) ?? host.stateFolder;
}

/** What `--data` or `LINTEL_DATA` names, as an absolute path; null for each repository's own folder. */
export function dataFolder(host: Host, data: string | undefined): string | null {
	return data === undefined ? host.data : resolve(host.folder, data);
}
