/**
 * The note that a serving Lintel leaves for the commands of the same person: where it is, and the
 * secret that proves they may speak to it. Only its owner can read it.
 */
import { z } from 'zod';
import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { writePrivate } from '#server/files/disk/write-private.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

export const Running = z.object({
	pid: z.int(),
	port: z.int(),
	url: z.string(),
	secret: z.string(),
	startedAt: z.string(),
});
export type Running = z.infer<typeof Running>;

const fileIn = (folder: string) => `${folder}/running.json`;

/** What the note says, or null where there is none that can be read. */
export function readRunning(disk: Disk, folder: string): Running | null {
	try {
		return Running.safeParse(JSON.parse(disk.readFileSync(fileIn(folder), 'utf8'))).data ?? null;
	} catch {
		return null;
	}
}

/** Refuses where this person may write no note. */
export function writeRunning(disk: Disk, folder: string, running: Running): Refusal | null {
	try {
		writePrivate(disk, fileIn(folder), JSON.stringify(running), `${running.pid}`);
		return null;
	} catch (error) {
		const code = codeOf(error);
		if (code === '') throw error;
		return refusal(
			'state-not-writable',
			`${folder} cannot be written (${code}), and Lintel keeps there where it runs.`,
			'Give yourself permission to write there, or choose another place with --data DIR.',
		);
	}
}

/** Takes the note away, unless another Lintel has written its own meanwhile. */
export function removeRunning(disk: Disk, folder: string, pid: number): void {
	if (readRunning(disk, folder)?.pid === pid) disk.rmSync(fileIn(folder), { force: true });
}

/** Whether a process of this id is alive, ours or another's. */
export function isAlive(pid: number, kill: (pid: number, signal: 0) => unknown): boolean {
	try {
		kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}
