/** From where files came that somebody moved past Lintel, as git tells. */
import type { KnownDeps } from '#server/adopt/known.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { existsInside } from '#server/files/disk/exists-inside.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { findMoves } from '#server/trace/moves.ts';

/** `folder` holds the files; `git` is asked, which is another folder where that is a copy. */
export function createCameFrom(deps: {
	readonly disk: Disk;
	readonly run: Run;
	readonly folder: string;
	readonly git: string;
}): KnownDeps['cameFrom'] {
	const { disk, run, folder, git } = deps;
	const isHere = (path: string) => existsInside(disk, folder, path);
	let kept = { key: '', from: new Map<string, string>() };

	return (found, lost) => {
		const key = [...found, '', ...lost].join('\0');
		if (kept.key === key) return kept.from;
		const gone = [...lost].filter((path) => path !== '' && !isHere(path));
		const moves = gone.length === 0 ? null : findMoves({ disk, root: git, run, isHere });
		const from = gone.flatMap((path) => {
			const to = moves?.get(path);
			return to !== undefined && found.has(to) ? [[to, path] as const] : [];
		});
		kept = { key, from: new Map(from) };
		return kept.from;
	};
}
