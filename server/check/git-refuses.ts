/** Whether git refuses to speak of a repository that is there, as it does where another user owns it. */

import type { Disk } from '#server/files/disk/disk.ts';
import { gitFolderOf } from '#server/files/git/checkout.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** Null where git answers, or there is no repository. */
export function gitRefuses(disk: Disk, run: Run, folder: string): Refusal | null {
	if (gitFolderOf(disk, folder) === null) return null;
	if (run('git', ['rev-parse', '--git-dir'], folder)?.status === 0) return null;
	return refusal(
		'git-refuses',
		'Git gives no answer about this repository, as where another user owns it: in a container, say.',
		`Run git status in it, which says why. Where you trust whoever owns it: git config --global --add safe.directory ${folder}`,
	);
}
