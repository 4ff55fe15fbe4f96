/** What a check said when everything that it looked at was as it is now. */
import { createHash } from 'node:crypto';
import { type Recording, recordDisk } from '#server/check/cache/recording-disk.ts';
import { createSealedFolder } from '#server/check/cache/sealed-folder.ts';
import { type Answers, answersOf, isStillSo } from '#server/check/cache/still-so.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Random } from '#shared/id.ts';

/** What was printed, and the exit code. */
export interface Printed {
	readonly lines: readonly string[];
	readonly code: 0 | 1;
	/** When it was worked out. */
	readonly at: string;
}

export interface CheckCache {
	/** Null where something may read differently now. */
	recall(): Printed | null;
	/** What to work it out with, so that it can be kept. */
	record(): Recording;
	/** Keeps what came of a recording, unless a file changed just now and may change again unseen. */
	keep(recording: Recording, printed: Printed): void;
}

/** Some disks tell times apart by no less. */
const JUST_NOW_MS = 2_000;

export function createCheckCache(deps: {
	readonly disk: Disk;
	readonly run: Run;
	/** This person's own, away from any repository. */
	readonly folder: string;
	/** Whatever the answer follows from beside the files: this Lintel, the repository, the options. */
	readonly about: readonly unknown[];
	readonly random: Random;
	readonly now: () => Date;
}): CheckCache {
	const { disk, run } = deps;
	const sealed = createSealedFolder(deps);
	const name = nameOf(deps.about);

	function recall(): Printed | null {
		const body = sealed.read(name);
		if (body === null) return null;
		const kept: Kept = JSON.parse(body);
		return isStillSo(disk, run, kept.answers) ? kept.printed : null;
	}

	function keep(recording: Recording, printed: Printed): void {
		const { isWhole, newest } = recording;
		if (!isWhole() || newest() > deps.now().getTime() - JUST_NOW_MS) return;
		const kept: Kept = { answers: answersOf(recording), printed };
		sealed.write(name, JSON.stringify(kept));
	}

	return { recall, record: () => recordDisk(disk, run), keep };
}

/** Names what is kept by all that it follows from. */
export function nameOf(about: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 32);
}

interface Kept {
	readonly answers: Answers;
	readonly printed: Printed;
}
