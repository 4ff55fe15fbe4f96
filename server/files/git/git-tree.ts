/**
 * Tells edits from what git does to the tree. HEAD moving is not an edit, unless it moves forward on
 * its branch: then others edited, and git brought it here.
 */
import { z } from 'zod';
import type { Config } from '#server/files/config/config.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import { blobEntriesIn, blobHashOf } from '#server/files/git/git-blobs.ts';
import { type GitHead, type GitState, readGitState } from '#server/files/git/git-head.ts';
import { withUnixEnds } from '#server/files/git/line-ends.ts';
import { leftOutFinding, sparseStampOf } from '#server/files/git/sparse.ts';
import type { FileChange } from '#server/files/sides/file-side.ts';
import { readMetaJson } from '#server/storage/meta-json.ts';
import type { Store } from '#server/storage/store.ts';

/** Runs a program to its end; null when it can't be started. */
export type Run = (
	program: string,
	args: readonly string[],
	folder: string,
) => { readonly status: number; readonly output: string } | null;

/** What happened to the tree since it was last looked at. */
export type TreeMove = 'busy' | 'locked' | 'still' | 'forward' | 'elsewhere';

export interface GitTree {
	/** What happened since {@link GitTree.accept}. */
	look(): TreeMove;
	/** How each of these files came to change. Ask only while git is not busy. */
	changesOf(paths: readonly string[], move: TreeMove): ReadonlyMap<string, FileChange>;
	/** What is checked out now has been taken in. */
	accept(): void;
}

const Known = z.object({ ref: z.string().nullable(), commit: z.string().nullable() });
const META = 'git-head';
/** What git ends with where it can't answer at all. */
const REFUSED = 128;

export function createGitTree(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly store: Store;
	readonly board: FindingBoard;
	readonly now: () => Date;
	readonly run: Run;
	readonly config: Pick<Config, 'paths'>;
}): GitTree {
	const { disk, root, store, board } = deps;
	let known = readKnown();
	let sparse: string | null = null;
	let compared: { readonly key: string; readonly forward: boolean } | null = null;

	function readKnown(): GitHead | null {
		return Known.safeParse(readMetaJson(store, META)).data ?? null;
	}

	function state(): GitState {
		return readGitState(disk, root, deps.now());
	}

	function look(): TreeMove {
		const seen = state();
		const isAtWork = seen.kind === 'busy' && seen.what !== '';
		board.post('git', isAtWork ? underWay(seen.what) : null);
		tellLeftOut();
		if (seen.kind === 'busy') return isAtWork ? 'busy' : 'locked';
		if (seen.kind === 'none' || known === null || isSame(known, seen.head)) return 'still';
		return isForward(known, seen.head) ? 'forward' : 'elsewhere';
	}

	function tellLeftOut(): void {
		const stamp = sparseStampOf(deps);
		if (stamp !== sparse) board.post('git-sparse', leftOutFinding(deps));
		sparse = stamp;
	}

	function isForward(from: GitHead, to: GitHead): boolean {
		if (from.ref === null || from.ref !== to.ref) return false;
		if (from.commit === null || to.commit === null) return from.commit === null;
		const key = `${from.commit} ${to.commit}`;
		if (compared?.key !== key) {
			const ran = git('merge-base', '--is-ancestor', from.commit, to.commit);
			compared = { key, forward: ran?.status === 0 };
		}
		return compared.forward;
	}

	function changesOf(paths: readonly string[], move: TreeMove): ReadonlyMap<string, FileChange> {
		if (move === 'elsewhere') return new Map(paths.map((path) => [path, 'tree']));
		const restored = move === 'still' ? restoredAmong(paths) : new Set<string>();
		return new Map(paths.map((path) => [path, restored.has(path) ? 'tree' : 'edit']));
	}

	/** Put back by git as the last commit has them: by a stash, a restore or a reset. */
	function restoredAmong(paths: readonly string[]): ReadonlySet<string> {
		const seen = state();
		if (seen.kind !== 'still' || seen.head.commit === null) return new Set();
		const { index } = seen;
		const recent = paths.filter((path) => {
			const stat = disk.statSync(`${root}/${path}`, { throwIfNoEntry: false });
			// Git writes its index after the files; whoever else writes a file leaves it alone.
			return stat?.isFile() === true && stat.mtimeMs <= index;
		});
		if (recent.length === 0) return new Set();
		const listed = git('ls-tree', '-r', '-z', 'HEAD', '--', ...recent);
		// Nobody knows: asking about an edit loses nothing, taking a stash for an edit does.
		if (listed === null) return new Set(recent);
		const blobs = new Map(blobEntriesIn(listed.output));
		return new Set(recent.filter((path) => isBlob(path, blobs.get(path))));
	}

	function isBlob(path: string, hash: string | undefined): boolean {
		if (hash === undefined) return false;
		const bytes = disk.readFileSync(`${root}/${path}`);
		return [bytes, withUnixEnds(bytes)].some(
			(content) => blobHashOf(content, hash.length) === hash,
		);
	}

	/** Null where git can't answer: it can't be started, refuses this repository, or lacks a commit. */
	function git(...args: readonly string[]) {
		const ran = ask(args);
		const refuses = ran === null && ask(['rev-parse', '--git-dir']) === null;
		board.post('git-silent', refuses ? silent(root) : null);
		return ran;
	}

	function ask(args: readonly string[]) {
		const ran = deps.run('git', ['--no-optional-locks', ...args], root);
		return ran === null || ran.status >= REFUSED ? null : ran;
	}

	function accept(): void {
		const seen = state();
		if (seen.kind !== 'still' || (known !== null && isSame(known, seen.head))) return;
		store.writeMeta(META, JSON.stringify(seen.head));
		known = seen.head;
	}

	return { look, changesOf, accept };
}

function isSame(one: GitHead, other: GitHead): boolean {
	return one.ref === other.ref && one.commit === other.commit;
}

function underWay(what: string) {
	return fileFinding(
		'git-under-way',
		'info',
		'.',
		`${what} is under way in the repository. Files and documents wait for each other until it is done; edits are kept in Lintel.`,
		`Finish it, or call it off: git status says how.`,
	);
}

function silent(root: string) {
	return fileFinding(
		'git-silent',
		'warning',
		'.',
		'Git gives no answer about the repository, as where another user owns it. Lintel can’t tell edits from what git does, and asks about more files than it has to.',
		`Run git status in it, which says why. Where you trust whoever owns it: git config --global --add safe.directory ${root}`,
	);
}
