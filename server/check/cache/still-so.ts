/** Whether a repository still answers as it did. */
import type { Recording } from '#server/check/cache/recording-disk.ts';
import { contentHash, namesHash, ranHash, stampOf } from '#server/check/cache/recording-disk.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';

/** What a recording holds, as it is written down. */
export interface Answers {
	readonly paths: readonly (readonly [path: string, stamp: string, hash: string | null])[];
	readonly existing: readonly (readonly [path: string, there: boolean])[];
	readonly real: readonly (readonly [path: string, leads: string])[];
	readonly runs: readonly (readonly [ran: string, hash: string])[];
}

export function answersOf({ paths, existing, real, runs }: Recording): Answers {
	return {
		paths: [...paths].map(([path, { stamp, hash }]) => [path, stamp, hash]),
		existing: [...existing].filter(([path]) => !paths.has(path)),
		real: [...real],
		runs: [...runs],
	};
}

/**
 * Content decides where a stamp differs: a checkout back and forth changes nothing. What has become a
 * link is another file, whatever it leads to.
 */
export function isStillSo(disk: Disk, run: Run, { paths, existing, real, runs }: Answers): boolean {
	const links = new Set(real.map(([path]) => path));
	try {
		return (
			existing.every(([path, there]) => disk.existsSync(path) === there) &&
			paths.every(([path, stamp, hash]) => isSame(disk, path, stamp, hash, links)) &&
			real.every(([path, leads]) => disk.realpathSync(path) === leads) &&
			runs.every(([ran, hash]) => runsAlike(run, ran, hash))
		);
	} catch {
		return false;
	}
}

function isSame(
	disk: Disk,
	path: string,
	stamp: string,
	hash: string | null,
	links: ReadonlySet<string>,
): boolean {
	const stat = disk.statSync(path, { throwIfNoEntry: false });
	if (stampOf(stat) === stamp) return true;
	if (stat === undefined || stamp === 'absent' || hash === null) return false;
	if (!links.has(path) && disk.lstatSync(path).isSymbolicLink()) return false;
	if (stat.isDirectory()) {
		const plain = namesHash(disk.readdirSync(path));
		return plain === hash || namesHash(disk.readdirSync(path, { withFileTypes: true })) === hash;
	}
	return stat.isFile() && contentHash(disk.readFileSync(path)) === hash;
}

function runsAlike(run: Run, ran: string, hash: string): boolean {
	const [program, args, folder]: [string, string[], string] = JSON.parse(ran);
	return ranHash(run(program, args, folder)) === hash;
}
