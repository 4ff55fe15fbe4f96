import type { PlannedFile } from '#server/adopt/plan.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** Writes what is not there; what somebody made meanwhile stays as they made it. */
export function writeNew(disk: Disk, root: string, { path, text }: PlannedFile): Refusal | null {
	const isFree = () => !disk.existsSync(`${root}/${path}`);
	if (!isFree()) return null;
	const written = writeText(disk, root, path, text, isFree);
	if (written.ok) return null;
	return refusal('not-writable', written.error.message, written.error.fix);
}
