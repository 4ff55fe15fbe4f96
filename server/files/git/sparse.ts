/** What a sparse checkout leaves out of the working tree: git has it, and it is not gone. */

import { CONFIG_FILE, type Config } from '#server/files/config/config.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { gitFolderOf } from '#server/files/git/checkout.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Finding } from '#shared/trace/finding.ts';

interface SparseDeps {
	readonly disk: Disk;
	readonly root: string;
	readonly run: Run;
	readonly config: Pick<Config, 'paths'>;
}

/** Changes whenever what is left out may have; null where no checkout was ever sparse. */
export function sparseStampOf({ disk, root }: Pick<SparseDeps, 'disk' | 'root'>): string | null {
	const folder = gitFolderOf(disk, root);
	if (folder === null) return null;
	const changedAt = (name: string) =>
		disk.statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.mtimeMs;
	const told = changedAt('info/sparse-checkout');
	return told === undefined ? null : `${told} ${changedAt('index')}`;
}

/** A Finding for files of Lintel's that are left out; null where all are here. */
export function leftOutFinding(deps: SparseDeps): Finding | null {
	if (sparseStampOf(deps) === null) return null;
	const { stories, contexts, designs } = deps.config.paths;
	const ours = ['.lintel', CONFIG_FILE, stories, contexts, designs];
	const left = ours.filter((path) => countLeftOut(deps, path) > 0);
	if (left.length === 0) return null;
	return fileFinding(
		'checkout-sparse',
		'error',
		left[0] ?? null,
		`This checkout is sparse, and leaves out ${left.join(', ')}. What git has there is not gone, and nothing here can say what it is.`,
		`Bring it in: git sparse-checkout add ${left.join(' ')}`,
	);
}

function countLeftOut(deps: SparseDeps, path: string): number {
	return leftOutAmong(deps, '--', `:(literal)${path}`).length;
}

/** Whether a path is left out here; git is asked again once what is left out may be another. */
export function createLeftOut(
	deps: Pick<SparseDeps, 'disk' | 'root' | 'run'>,
): (path: string) => boolean {
	let held: { readonly stamp: string; readonly paths: ReadonlySet<string> } | null = null;
	return (path) => {
		const stamp = sparseStampOf(deps);
		if (stamp === null) return false;
		if (held?.stamp !== stamp) held = { stamp, paths: new Set(leftOutAmong(deps)) };
		return held.paths.has(path);
	};
}

/** Git lists what it was told to skip with an S. */
function leftOutAmong(
	{ root, run }: Pick<SparseDeps, 'root' | 'run'>,
	...among: readonly string[]
): readonly string[] {
	const args = ['--no-optional-locks', 'ls-files', '-t', '-z', ...among];
	const listed = run('git', args, root);
	if (listed?.status !== 0) return [];
	return listed.output.split('\0').flatMap((line) => (line.startsWith('S ') ? line.slice(2) : []));
}
