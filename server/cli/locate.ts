/** Finds the repository that a command means. */
import { dirname, resolve } from 'node:path';
import type { Host } from '#server/cli/host.ts';
import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { isGitFolder } from '#server/files/git/checkout.ts';
import { slugOf } from '#server/slug.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Place {
	readonly slug: string;
	/** The real path. */
	readonly folder: string;
}

/** `--repo DIR` as it is; without one, the repository around the folder the person stands in. */
export function locateRepository(host: Host, repo: string | undefined): Result<Place, Refusal> {
	if (repo === '') return err(emptyName);
	if (repo !== undefined) return placeOf(host.disk, resolve(host.folder, repo));
	return placeOf(host.disk, repositoryAround(host.disk, host.folder));
}

export function placeOf(disk: Disk, folder: string): Result<Place, Refusal> {
	try {
		const real = disk.realpathSync(folder);
		if (!disk.statSync(real).isDirectory()) return err(notAFolder(folder));
		disk.readdirSync(real);
		// Or a folder in one, such as the `hooks` of a bare repository.
		const around = repositoryAround(disk, real);
		if (isGitFolder(disk, around)) return err(nothingCheckedOut(around === real ? folder : around));
		return ok({ slug: slugOf(real), folder: real });
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOENT' || code === 'ENOTDIR') return err(noFolder(folder));
		if (code === 'EACCES' || code === 'EPERM') return err(notReadable(folder));
		throw error;
	}
}

function repositoryAround(disk: Disk, start: string): string {
	for (let folder = start; ; folder = dirname(folder)) {
		if (disk.existsSync(`${folder}/.git`) || disk.existsSync(`${folder}/lintel.config.json`)) {
			return folder;
		}
		if (isGitFolder(disk, folder)) return folder;
		if (dirname(folder) === folder) return start;
	}
}

/** As a shell passes on a variable that is not set. */
const emptyName = refusal(
	'no-folder',
	'The folder after --repo is empty.',
	'Give the path of a repository: lintel --repo DIR',
);

function noFolder(folder: string): Refusal {
	return refusal(
		'no-folder',
		`There is no folder ${folder}.`,
		'Give the path of a repository: lintel --repo DIR',
	);
}

function notAFolder(folder: string): Refusal {
	return refusal(
		'not-a-folder',
		`${folder} is not a folder.`,
		'Give the path of a repository: lintel --repo DIR',
	);
}

function nothingCheckedOut(folder: string): Refusal {
	return refusal(
		'nothing-checked-out',
		`${folder} is a folder of git’s own, such as a bare repository: there are no files in it to look at.`,
		'Name a working copy after --repo, or make one: git clone, or git worktree add.',
	);
}

function notReadable(folder: string): Refusal {
	return refusal(
		'not-readable',
		`You have no permission to read ${folder}.`,
		'Change its permissions, or run Lintel as its owner.',
	);
}
