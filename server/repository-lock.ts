/**
 * One clone has one exporter: a note in `.lintel/` says which Lintel serves the repository, so that
 * a second one, with other data, does not write the same files.
 */
import { z } from 'zod';
import type { Disk } from '#server/files/disk/disk.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const PATH = '.lintel/serving.json';

const Note = z.object({
	pid: z.int(),
	/** Where it is open; null for a command that holds it for a moment. */
	url: z.string().nullable(),
	/** Which repository is meant: a folder may be copied while it is served. */
	folder: z.string().optional(),
});
type Note = z.infer<typeof Note>;

export interface LockDeps {
	readonly disk: Disk;
	readonly isAlive: (pid: number) => boolean;
}

/** Takes the repository; a note of a process that is gone is nobody's. */
export function lockRepository(
	{ disk, isAlive }: LockDeps,
	root: string,
	{ pid, url }: Pick<Note, 'pid' | 'url'>,
): Result<() => void, Refusal> {
	const held = readNote(disk, root);
	const note: Note = { pid, url, folder: root };
	const isHeld = held !== null && held.pid !== pid && isAlive(held.pid);
	if (isHeld && !isCopied(disk, root, held)) return err(servedElsewhere(root, held));
	// Where nothing can be written, nothing is exported either: no lock is needed.
	if (writeText(disk, root, PATH, JSON.stringify(note)).ok)
		disk.chmodSync(`${root}/${PATH}`, 0o600);
	return ok(() => {
		if (readNote(disk, root)?.pid === pid) disk.rmSync(`${root}/${PATH}`, { force: true });
	});
}

/** What it speaks of lies elsewhere still, and is another file: who moved the folder is held. */
function isCopied(disk: Disk, root: string, { folder = root }: Note): boolean {
	const stat = (of: string) => disk.statSync(`${of}/${PATH}`, { throwIfNoEntry: false });
	const [here, there] = [stat(root), stat(folder)];
	return here !== undefined && there !== undefined && here.ino !== there.ino;
}

/** A note that others may read is not ours: git checks files out so, and may have brought it. */
function readNote(disk: Disk, root: string): Note | null {
	try {
		if ((disk.statSync(`${root}/${PATH}`).mode & 0o077) !== 0) return null;
		return Note.safeParse(JSON.parse(disk.readFileSync(`${root}/${PATH}`, 'utf8'))).data ?? null;
	} catch {
		return null;
	}
}

function servedElsewhere(root: string, { pid, url }: Note): Refusal {
	return refusal(
		'served-elsewhere',
		url === null
			? `Another lintel command (process ${pid}) is at work in ${root}.`
			: `Another Lintel already serves ${root}: ${url} (process ${pid}).`,
		url === null ? 'Try again when it is done.' : `Open that one, or stop it first: kill ${pid}`,
	);
}
