import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM = 4 * 2 ** 30;

/** A folder in memory with room for what tests write, and where scripts run; null where there is none. */
export function roomInMemory(): string | null {
	try {
		const { bavail, bsize } = statfsSync(MEMORY);
		return bavail * bsize >= ROOM && scriptsRunIn(MEMORY) ? MEMORY : null;
	} catch {
		return null;
	}
}

/** Containers may forbid it: hooks and commands could not be tried there. */
function scriptsRunIn(folder: string): boolean {
	const place = mkdtempSync(join(folder, 'lintel-'));
	try {
		const script = join(place, 'script');
		writeFileSync(script, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
		return spawnSync(script).status === 0;
	} finally {
		rmSync(place, { recursive: true });
	}
}
