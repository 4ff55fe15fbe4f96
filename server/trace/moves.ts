/** Where files went, as git tells: by likeness in what it tracks, by equal bytes in what it does not. */
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegular } from '#server/files/disk/read-regular.ts';
import { blobHashOf } from '#server/files/git/git-blobs.ts';
import type { Run } from '#server/files/git/git-tree.ts';

/** How far back a move is looked for. */
const COMMITS = 100;
const LOGGED = [
	...['log', '-n', `${COMMITS}`, '--relative', '--diff-filter=R', '--raw', '-z'],
	...['--no-abbrev', '--format='],
];
/** A partial clone would fetch every text that it compares, and ask for a password to do so. */
const QUIETLY = ['--no-optional-locks', '-c', 'protocol.allow=never'];
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/**
 * From the old path to the new one, for files that are gone. `isHere` tells which paths are. A move
 * counts whether it is in the working tree, staged, or in one of the last commits; several in a row
 * lead to the last.
 */
export function findMoves(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly run: Run;
	readonly isHere: (path: string) => boolean;
}): ReadonlyMap<string, string> {
	const { isHere } = deps;
	const git = (...args: readonly string[]) => {
		const ran = deps.run('git', [...QUIETLY, ...args], deps.root);
		return ran?.status === 0 ? ran.output : null;
	};
	const moves = new Map<string, string>();
	const staged = git('diff', '-M', '--relative', '--raw', '-z', '--no-abbrev', 'HEAD');
	if (staged === null) return moves;
	const entries = rawEntries(staged);
	for (const { to, from } of entries) if (to !== null && isHere(to)) moves.set(from, to);
	const gone = entries.filter(({ to, from, blob }) => to === null && !isHere(from) && blob !== '');
	// Asked only where something is gone: it takes a look at the whole tree.
	const untracked = gone.length === 0 ? '' : git('ls-files', '-z', '-o', '--exclude-standard');
	const fresh = (untracked ?? '').split('\0').filter((path) => path !== '');
	for (const [from, to] of equalAmong(deps, gone, fresh)) moves.set(from, to);
	// What moved word for word is known without its text.
	const logged = git(...LOGGED, '-M') ?? git(...LOGGED, '-M100%') ?? '';
	for (const { from, to } of rawEntries(logged)) {
		// Newest first: an older move may lead to a place that was left since.
		if (to !== null && !isHere(from) && !moves.has(from)) moves.set(from, moves.get(to) ?? to);
	}
	return new Map([...moves].filter(([from, to]) => !isHere(from) && isHere(to)));
}

/** From where each file came that lay elsewhere at a commit. */
export function movedSince(run: Run, root: string, commit: string): ReadonlyMap<string, string> {
	const asked = ['diff', '-M', '--relative', '--raw', '-z', '--no-abbrev', commit];
	const ran = run('git', [...QUIETLY, ...asked], root);
	const entries = ran?.status === 0 ? rawEntries(ran.output) : [];
	return new Map(entries.flatMap(({ from, to }) => (to === null ? [] : [[to, from] as const])));
}

interface RawEntry {
	readonly from: string;
	/** Null where the file was deleted. */
	readonly to: string | null;
	/** Git's name for what it held. */
	readonly blob: string;
}

/** Deletions and renames that `--raw -z` lists: `:modes blob blob R100\0from\0to\0`. */
function rawEntries(output: string): readonly RawEntry[] {
	const parts = output.split('\0');
	const found: RawEntry[] = [];
	for (let at = 0; at < parts.length; at++) {
		const head = /^\n*:\d+ \d+ ([0-9a-f]+) [0-9a-f]+ ([A-Z])\d*$/.exec(parts[at] ?? '');
		if (head === null) continue;
		const [, blob = '', what = ''] = head;
		const from = parts[++at] ?? '';
		const two = what === 'R' || what === 'C';
		const to = two ? (parts[++at] ?? '') : null;
		if (what === 'R') found.push({ from, to, blob });
		else if (what === 'D') found.push({ from, to: null, blob });
	}
	return found;
}

/** Files that are gone whose bytes are in exactly one file that git does not track. */
function equalAmong(
	{ disk, root }: Parameters<typeof findMoves>[0],
	gone: readonly RawEntry[],
	fresh: readonly string[],
): readonly (readonly [from: string, to: string])[] {
	const endings = new Set(gone.map(({ from }) => endingOf(from)));
	const length = gone[0]?.blob.length ?? 40;
	const there = Map.groupBy(
		fresh.filter((path) => endings.has(endingOf(path))),
		(path) => blobAt(disk, `${root}/${path}`, length),
	);
	return gone.flatMap(({ from, blob }) => {
		const [only, ...more] = there.get(blob) ?? [];
		return only === undefined || more.length > 0 ? [] : [[from, only] as const];
	});
}

function blobAt(disk: Disk, path: string, length: number): string {
	try {
		const read = readRegular(disk, path, MAX_FILE_BYTES);
		return read.kind === 'bytes' && read.bytes.length > 0 ? blobHashOf(read.bytes, length) : '';
	} catch {
		return '';
	}
}

function endingOf(path: string): string {
	return path.slice(path.lastIndexOf('.') + 1);
}
