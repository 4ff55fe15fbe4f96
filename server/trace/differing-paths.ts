import { folderOf, upwards } from '#shared/imports/resolve/repository.ts';

/** What lies below one of these: where a folder came in a link's place, or a link in a folder's. */
export function belowAny(these: ReadonlySet<string>, paths: Iterable<string>): readonly string[] {
	return [...paths].filter((path) => upwards(folderOf(path)).some((folder) => these.has(folder)));
}

/** Node 20, under which `lintel-check` runs, knows no difference of sets. */
export function differing(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
	return [...one].filter((path) => !other.has(path));
}
