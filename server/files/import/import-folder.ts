/** The files of a folder that an import is about: what a neighbour's tool put there, or all text. */
import { join } from 'node:path';
import type { Disk } from '#server/files/disk/disk.ts';

const MAX_FILES = 1_000;
const MAX_DEPTH = 12;

/** Where spec-kit, OpenSpec, Kiro, Backlog.md and Gherkin keep what they have. */
const NEIGHBOURS =
	/(?:^|\/)(?:specs\/[^/]+\/spec\.md|\.kiro\/specs\/[^/]+\/requirements\.md|backlog\/tasks\/[^/]+\.md|[^/]+\.feature)$/i;
const TEXT = /\.(?:md|markdown|mdx|txt|csv|tsv)$/i;
/** Folders that are another tool's own. */
const SKIPPED = /^(?:node_modules|\..+)$/;

/**
 * Full paths, in order. In a repository's root nobody means every Markdown file there is: there,
 * only the neighbours' are taken.
 */
export function filesInFolder(disk: Disk, folder: string, isRoot: boolean): string[] {
	const all = [...walk(disk, folder, 0)].sort();
	const theirs = all.filter((path) => NEIGHBOURS.test(path));
	const found = theirs.length > 0 || isRoot ? theirs : all.filter((path) => TEXT.test(path));
	return found.slice(0, MAX_FILES);
}

function* walk(disk: Disk, folder: string, depth: number): Iterable<string> {
	for (const name of disk.readdirSync(folder)) {
		const path = join(folder, name);
		const stat = disk.statSync(path, { throwIfNoEntry: false });
		if (stat?.isFile()) yield path;
		const enters = !SKIPPED.test(name) || name === '.kiro';
		if (stat?.isDirectory() && enters && depth < MAX_DEPTH) yield* walk(disk, path, depth + 1);
	}
}
