/**
 * A database that git tracks came with a commit, or goes out with one. Whoever has the commit has
 * the relay's private key and can sign as its relay, and may have put in an agent's token.
 */
import { dirname } from 'node:path';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** Why a database inside the repository is not opened, or null. Where git can't say, it is. */
export function refuseBrought(
	{ disk, run }: { readonly disk: Disk; readonly run: Run },
	{ folder, database }: { readonly folder: string; readonly database: string },
): Refusal | null {
	if (!database.startsWith(`${folder}/`)) return null;
	const places = placesOf(database.slice(folder.length + 1));
	if (!places.some((place) => looksBrought(disk, `${folder}/${place}`))) return null;
	// A disk may not tell cases apart.
	const asked = places.map((place) => `:(icase,literal)${place}`);
	const listed = run('git', ['--no-optional-locks', 'ls-files', '-z', '--', ...asked], folder);
	if (listed?.status !== 0) return null;
	const tracked = listed.output.split('\0').map((path) => path.toLowerCase());
	return places.some((place) => tracked.includes(place.toLowerCase())) ? brought(database) : null;
}

/** The file, and every folder above it that could be a link. */
function placesOf(path: string): readonly string[] {
	return path === '.' ? [] : [path, ...placesOf(dirname(path))];
}

/** Lintel makes its database for its owner alone, in real folders; git makes files for everybody. */
function looksBrought(disk: Disk, path: string): boolean {
	const stat = disk.lstatSync(path, { throwIfNoEntry: false });
	if (stat === undefined) return false;
	return stat.isSymbolicLink() || (stat.isFile() && (stat.mode & 0o077) !== 0);
}

function brought(path: string): Refusal {
	return refusal(
		'database-brought',
		`Git tracks the database ${path}: it came with a commit, and whoever has that commit can sign as its relay.`,
		`Take it out of git (git rm --cached '${path}'), move it away and start again: text comes back from the Markdown files and from browsers, decisions from .lintel/log. If this machine wrote it and nobody was given the commit, chmod 600 '${path}' keeps it.`,
	);
}
