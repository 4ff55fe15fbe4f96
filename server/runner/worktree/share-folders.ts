/**
 * Lends a worktree what git leaves out and tests need: the packages that a person installed. Each is a
 * real folder with links in it, so that git leaves it out there too, and what tools write beside the
 * packages stays in the worktree.
 */
import type { Disk } from '#server/files/disk/disk.ts';
import type { Git } from '#server/runner/worktree/git.ts';

/** What tools keep for themselves. */
const OWN = /^\.(vite|vitest|cache|tmp)/;

export async function shareFolders(
	{
		disk,
		git,
		root,
		share,
	}: {
		readonly disk: Disk;
		readonly git: Git;
		readonly root: string;
		readonly share: readonly string[];
	},
	folder: string,
): Promise<void> {
	for (const name of share) {
		const source = `${root}/${name}`;
		const stat = disk.statSync(source, { throwIfNoEntry: false });
		if (stat?.isDirectory() !== true || disk.existsSync(`${folder}/${name}`)) continue;
		if ((await git(root, 'check-ignore', '-q', `${name}/`))?.status !== 0) continue;
		disk.mkdirSync(`${folder}/${name}`, { recursive: true });
		for (const entry of disk.readdirSync(source)) {
			if (!OWN.test(entry)) disk.symlinkSync(`${source}/${entry}`, `${folder}/${name}/${entry}`);
		}
	}
}
