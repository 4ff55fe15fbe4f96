/**
 * What a repository holds on disk, asked for path by path: most of its files never are. What was
 * asked once is kept until somebody says that it changed.
 */
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { Disk } from '#server/files/disk/disk.ts';
import { isInside } from '#server/files/disk/inside.ts';
import { readRegular } from '#server/files/disk/read-regular.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { withUnixEnds } from '#server/files/git/line-ends.ts';
import { createLeftOut } from '#server/files/git/sparse.ts';
import { belowAny, differing } from '#server/trace/differing-paths.ts';
import { createGenerated } from '#server/trace/generated.ts';
import { listFiles } from '#server/trace/list-files.ts';
import { findMoves } from '#server/trace/moves.ts';
import { isInSubmodule, isSubmodule } from '#server/trace/submodules.ts';
import { Hash } from '#shared/hash.ts';
import { folderOf } from '#shared/imports/resolve/repository.ts';
import type { FilesSeen } from '#shared/trace/tracing/files-seen.ts';
import type { FileState } from '#shared/trace/tracing/trace.ts';

export interface RepositoryFiles extends FilesSeen {
	has(path: string): boolean;
	/** The SHA-256 of a file's bytes, a text's with `\n`; read where it changed since; null where there is no such file. */
	hash(path: string): Hash | null;
	/** Looks at these anew when next asked. */
	forget(paths: Iterable<string>): void;
	/** Whether anybody asked for what there is of it, or who wrote it. */
	isAsked(path: string): boolean;
	/** Of the files that were asked for, those that are another now: some thousand are looked at each time. */
	stale(): readonly string[];
	/** Lists the repository anew. Answers with the paths that came or went. */
	relist(): readonly string[];
}

const ATTRIBUTES = '.gitattributes';
const STALE_AT_ONCE = 4_000;
/** Larger ones are nobody's code. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** A larger file than this says something. */
const MAYBE_BLANK_BYTES = 256;

export function openRepositoryFiles(deps: {
	readonly disk: Disk;
	/** The repository's real path. */
	readonly root: string;
	readonly run: Run;
	/** What was seen just now, by whoever looks once: what changes after that is not told. */
	readonly seen?: {
		readonly listed: ReadonlySet<string>;
		readonly known: ReadonlyMap<string, FileState>;
	} | null;
}): RepositoryFiles {
	const { disk, root, seen = null } = deps;
	const states = new Map<string, FileState>(seen?.known);
	const stamps = new Map<string, string>();
	let asked: readonly string[] = [];
	const hashes = new Map<string, { readonly stamp: string; readonly hash: Hash }>();
	const here = new Map<string, boolean>();
	let generated = new Map<string, boolean>();
	let isMade: ((path: string) => boolean) | null = null;
	let attributes = '';
	let marks: object = {};
	let listed: ReadonlySet<string> | null = seen?.listed ?? null;
	let moves: ReadonlyMap<string, string> | null = null;
	const isLeftOut = createLeftOut(deps);

	function paths(): ReadonlySet<string> {
		if (listed === null) here.clear();
		listed ??= listFiles(deps);
		return listed;
	}

	function stateOf(path: string): FileState {
		const before = states.get(path);
		if (before !== undefined) return before;
		const now = lookAt(path);
		states.set(path, now);
		return now;
	}

	function isListed(path: string): boolean {
		return listed === null || listed.has(path) || isInSubmodule(deps, listed, path);
	}

	function stale(): readonly string[] {
		const some = asked.slice(0, STALE_AT_ONCE);
		asked =
			asked.length > some.length
				? asked.slice(some.length)
				: [...new Set([...states.keys(), ...generated.keys()])];
		return some.filter(
			(path) => isListed(path) && isAsked(path) && stamps.get(path) !== stampAt(path),
		);
	}

	function isAsked(path: string): boolean {
		return states.has(path) || generated.has(path);
	}

	function stampAt(path: string): string {
		return isPlain(path) ? stampOf(statOf(path)) : '';
	}

	function lookAt(path: string): FileState {
		// What git leaves out is on this disk only: nobody else has it.
		if (!isPlain(path) || !isListed(path)) return 'missing';
		if (!isHere(path)) return 'missing';
		const stat = statOf(path);
		stamps.set(path, stampOf(stat));
		if (stat === null) return listed?.has(path) && isLeftOut(path) ? 'there' : 'missing';
		if (stat.size > MAYBE_BLANK_BYTES) return 'there';
		if (stat.size === 0) return 'empty';
		const bytes = bytesOf(path);
		if (bytes === null) return 'missing';
		return bytes.toString('utf8').trim() === '' ? 'empty' : 'there';
	}

	/** Of a regular file inside the repository; a link is followed no further than that. */
	function statOf(path: string) {
		const full = `${root}/${path}`;
		try {
			const own = disk.lstatSync(full, { throwIfNoEntry: false });
			if (own === undefined) return null;
			if (!own.isSymbolicLink()) return own.isFile() ? own : null;
			if (!isInside(root, disk.realpathSync(full))) return null;
			const stat = disk.statSync(full);
			return stat.isFile() ? stat : null;
		} catch {
			return null;
		}
	}

	/**
	 * Whether its folder is the repository's: one that is a link may be anybody's. To git a link is a
	 * file, whatever it knew below that path before.
	 */
	function isHere(path: string): boolean {
		const folder = folderOf(path);
		if (folder === '') return true;
		const before = here.get(folder);
		if (before !== undefined) return before;
		const now =
			listed === null
				? isInside(root, realOf(disk, `${root}/${folder}`))
				: (!listed.has(folder) || isSubmodule(deps, folder)) && isHere(folder);
		here.set(folder, now);
		return now;
	}

	function bytesOf(path: string): Buffer | null {
		try {
			const read = readRegular(disk, `${root}/${path}`, MAX_FILE_BYTES);
			return read.kind === 'bytes' ? read.bytes : null;
		} catch {
			return null;
		}
	}

	function hash(path: string): Hash | null {
		const stat = isPlain(path) ? statOf(path) : null;
		if (stat === null) return null;
		const stamp = stampOf(stat);
		const before = hashes.get(path);
		if (before?.stamp === stamp) return before.hash;
		const bytes = isHere(path) ? bytesOf(path) : null;
		if (bytes === null) return null;
		const now = Hash.parse(createHash('sha256').update(withUnixEnds(bytes)).digest('hex'));
		hashes.set(path, { stamp, hash: now });
		return now;
	}

	function isGenerated(path: string): boolean {
		if (isMade === null) {
			isMade = createGenerated(disk, root);
			attributes = stampAt(ATTRIBUTES);
		}
		const before = generated.get(path);
		if (before !== undefined) return before;
		const now = isMade(path);
		generated.set(path, now);
		if (!states.has(path)) stamps.set(path, stampAt(path));
		return now;
	}

	function movedTo(path: string): string | null {
		moves ??= findMoves({
			...deps,
			isHere: (one) => paths().has(one) && stateOf(one) !== 'missing',
		});
		return moves.get(path) ?? null;
	}

	function forget(changed: Iterable<string>): void {
		here.clear();
		for (const path of changed) {
			states.delete(path);
			if (generated.delete(path)) marks = {};
		}
		moves = null;
	}

	function relist(): readonly string[] {
		const before = listed;
		const now = listFiles(deps);
		const differ =
			before === null ? [...now] : [...differing(before, now), ...differing(now, before)];
		const isMarked = isMade !== null && stampAt(ATTRIBUTES) !== attributes;
		if (before !== null && differ.length === 0 && !isMarked) return [];
		if (before === null || differ.length > 0) listed = now;
		if (isMarked) {
			isMade = null;
			generated = new Map();
			marks = {};
		}
		if (before === null) states.clear();
		const below = belowAny(new Set(differ), states.keys());
		const all = [...differ, ...below, ...(isMarked ? [ATTRIBUTES] : [])];
		forget(all);
		return all;
	}

	return {
		...{ paths, stateOf, hash, isGenerated, movedTo, forget, relist, stale },
		isAsked,
		marks: () => marks,
		has: (path) => stateOf(path) !== 'missing',
		hashOf: hash,
	};
}

function realOf(disk: Disk, folder: string): string {
	try {
		return disk.realpathSync(folder);
	} catch {
		return '';
	}
}

function stampOf(stat: Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'> | null): string {
	return stat === null ? '' : `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}`;
}

/** Inside the repository, and not in a folder of git's or Lintel's own. */
function isPlain(path: string): boolean {
	if (path === '' || path.includes('\\') || path.includes('\0')) return false;
	return !/(?:^|\/)(?:\.{0,2}|\.git|\.lintel)(?:\/|$)/i.test(path);
}
