/** The files of a repository that could matter to it: what git would commit, or what a walk finds. */
import ignore, { type Ignore } from 'ignore';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import { gitFolderOf } from '#server/files/git/checkout.ts';
import type { Run } from '#server/files/git/git-tree.ts';

/** A walk ends there: whoever opens their home folder has not meant all of it. */
const MOST_FILES = 200_000;
const MAX_IGNORE_BYTES = 1024 * 1024;
const NEVER = /(^|\/)(\.git|\.lintel|node_modules)(\/|$)/;

/**
 * Paths from the root, with slashes. Git is asked where there is one, and gives what it tracks and
 * what it would add; elsewhere the .gitignore files are read here. What git tracks may be gone.
 */
export function listFiles({
	disk,
	root,
	run,
}: {
	readonly disk: Disk;
	readonly root: string;
	readonly run: Run;
}): ReadonlySet<string> {
	const listed =
		gitFolderOf(disk, root) !== null
			? run('git', ['--no-optional-locks', 'ls-files', '-z', '-co', '--exclude-standard'], root)
			: null;
	const paths = listed?.status === 0 ? listed.output.split('\0') : walk(disk, root);
	return new Set(paths.filter((path) => path !== '' && !NEVER.test(path)));
}

interface Rules {
	/** The folder whose .gitignore it is, with its slash; '' for the root. */
	readonly folder: string;
	readonly matcher: Ignore;
}

function walk(disk: Disk, root: string): string[] {
	const found: string[] = [];

	function enter(folder: string, above: readonly Rules[]): void {
		const text = readRegularText(disk, `${root}/${folder}.gitignore`, MAX_IGNORE_BYTES);
		const rules =
			text === null
				? above
				: [...above, { folder, matcher: ignore({ ignorecase: false }).add(text) }];
		for (const entry of entriesOf(disk, `${root}/${folder}`)) {
			if (found.length >= MOST_FILES) return;
			const path = `${folder}${entry.name}`;
			const inner = entry.isDirectory() ? `${path}/` : path;
			if (NEVER.test(path) || isLeftOut(inner, rules)) continue;
			if (entry.isDirectory()) enter(inner, rules);
			// As git does, a walk goes into no folder through a link.
			else if (entry.isFile() || entry.isSymbolicLink()) found.push(path);
		}
	}

	enter('', []);
	return found;
}

/** The last folder that has something to say of a path decides. */
function isLeftOut(path: string, rules: readonly Rules[]): boolean {
	let out = false;
	for (const { folder, matcher } of rules) {
		const { ignored, unignored } = matcher.test(path.slice(folder.length));
		out = (out || ignored) && !unignored;
	}
	return out;
}

function entriesOf(disk: Disk, folder: string) {
	try {
		return disk.readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}
