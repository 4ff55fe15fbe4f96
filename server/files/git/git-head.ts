/** Where git stands, read from its own files: what is checked out, and whether it is at work. */

import type { Disk } from '#server/files/disk/disk.ts';
import { commitOf, gitFolderOf, readLine } from '#server/files/git/checkout.ts';

export interface GitHead {
	/** `refs/heads/main`; null where a commit and no branch is checked out. */
	readonly ref: string | null;
	/** Null while there is no commit. */
	readonly commit: string | null;
}

export type GitState =
	| { readonly kind: 'none' }
	/** In the middle of something: what the files say now is on its way to be something else. */
	| { readonly kind: 'busy'; readonly what: string }
	| { readonly kind: 'still'; readonly head: GitHead; readonly index: number };

/** A lock that a git left behind which was killed. */
const STALE_LOCK_MS = 30_000;

const UNDER_WAY: readonly (readonly [file: string, what: string])[] = [
	['rebase-merge', 'A rebase'],
	['rebase-apply', 'A rebase'],
	['MERGE_HEAD', 'A merge'],
	['CHERRY_PICK_HEAD', 'A cherry-pick'],
	['REVERT_HEAD', 'A revert'],
	['BISECT_LOG', 'A bisect'],
];

export function readGitState(disk: Disk, root: string, now: Date): GitState {
	const folder = gitFolderOf(disk, root);
	const head = folder === null ? null : readLine(disk, `${folder}/HEAD`);
	if (folder === null || head === null) return { kind: 'none' };
	const work = UNDER_WAY.find(([file]) => disk.existsSync(`${folder}/${file}`));
	if (work !== undefined) return { kind: 'busy', what: work[1] };
	const lockedAt = changedAt(disk, `${folder}/index.lock`);
	if (lockedAt !== null && now.getTime() - lockedAt < STALE_LOCK_MS)
		return { kind: 'busy', what: '' };
	const ref = /^ref: (.+)$/.exec(head)?.[1] ?? null;
	const commit = ref === null ? head : commitOf(disk, folder, ref);
	return { kind: 'still', head: { ref, commit }, index: changedAt(disk, `${folder}/index`) ?? 0 };
}

function changedAt(disk: Disk, path: string): number | null {
	return disk.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
