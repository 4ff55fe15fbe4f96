/**
 * What a check said when everything that it looked at was as it is now.
 *
 * It lies in this person's own folder, away from the repository, and is sealed with a key that lies
 * there too: nothing that comes with a commit, and no program that is kept to the repository, can
 * put words into a check's mouth. Whoever may write this person's files could as well replace
 * Lintel; so CI and the guards look at everything, always. Deleting it costs one slow check.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Recording, recordDisk } from '#server/check/cache/recording-disk.ts';
import { type Answers, answersOf, isStillSo } from '#server/check/cache/still-so.ts';
import type { Disk } from '#server/files/disk.ts';
import type { Run } from '#server/files/git-tree.ts';
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
const MOST_KEPT = 20;
const KEY_BYTES = 32;

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
	const { disk, run, folder } = deps;
	const name = createHash('sha256').update(JSON.stringify(deps.about)).digest('hex');
	const file = `${folder}/${name.slice(0, 32)}.json`;

	function recall(): Printed | null {
		const key = readKey();
		const kept = key === null ? null : readSealed(key);
		return kept !== null && isStillSo(disk, run, kept.answers) ? kept.printed : null;
	}

	function readSealed(key: Buffer): Kept | null {
		try {
			const text = disk.readFileSync(file, 'utf8');
			const cut = text.indexOf('\n');
			const body = text.slice(cut + 1);
			const seal = Buffer.from(text.slice(0, Math.max(cut, 0)), 'base64');
			const own = sealOf(key, body);
			return seal.length === own.length && timingSafeEqual(seal, own) ? JSON.parse(body) : null;
		} catch {
			return null;
		}
	}

	function sealOf(key: Buffer, body: string): Buffer {
		return createHmac('sha256', key).update(`${file}\n${body}`).digest();
	}

	function readKey(): Buffer | null {
		try {
			const key = Buffer.from(disk.readFileSync(`${folder}/key`, 'utf8'), 'base64');
			return key.length === KEY_BYTES ? key : null;
		} catch {
			return null;
		}
	}

	function keep(recording: Recording, printed: Printed): void {
		const { isWhole, newest } = recording;
		if (!isWhole() || newest() > deps.now().getTime() - JUST_NOW_MS) return;
		const kept: Kept = { answers: answersOf(recording), printed };
		const body = JSON.stringify(kept);
		try {
			disk.mkdirSync(folder, { recursive: true, mode: 0o700 });
			const key = readKey() ?? makeKey();
			writeWhole(file, `${sealOf(key, body).toString('base64')}\n${body}`);
			forgetOldest();
		} catch {
			// A full disk, or a folder of somebody else's: the next check takes its time again.
		}
	}

	function makeKey(): Buffer {
		const key = Buffer.from(deps.random(KEY_BYTES));
		writeWhole(`${folder}/key`, key.toString('base64'));
		return key;
	}

	function writeWhole(path: string, text: string): void {
		const temporary = `${path}.${Buffer.from(deps.random(6)).toString('hex')}.tmp`;
		const handle = disk.openSync(temporary, 'wx', 0o600);
		try {
			disk.writeSync(handle, text);
		} finally {
			disk.closeSync(handle);
		}
		disk.renameSync(temporary, path);
	}

	function forgetOldest(): void {
		const names = disk.readdirSync(folder).filter((name) => name.endsWith('.json'));
		const aged = names.map((name) => ({
			path: `${folder}/${name}`,
			at: disk.statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.mtimeMs ?? 0,
		}));
		const old = aged.sort((a, b) => b.at - a.at).slice(MOST_KEPT);
		for (const { path } of old) disk.rmSync(path, { force: true });
	}

	return { recall, record: () => recordDisk(disk, run), keep };
}

interface Kept {
	readonly answers: Answers;
	readonly printed: Printed;
}
