import type { PathRule, Preset } from '#shared/trace/preset.ts';

/** The folders in which a file that the path rules care for is, or could appear, with all above them. */
export function watchedFolders(
	preset: Preset | null,
	paths: Iterable<string>,
	traced: Iterable<string>,
): ReadonlySet<string> {
	const folders = new Set(['']);
	const endings = new Set((preset?.paths ?? []).flatMap(patternsOf).map(endingOf));
	for (const path of paths) if (endings.has(endingOf(path))) add(folderOf(path));
	for (const path of traced) add(folderOf(path));

	function add(folder: string): void {
		for (let at = folder; !folders.has(at); at = folderOf(at)) folders.add(at);
	}

	return folders;
}

function patternsOf({ code, test }: PathRule): readonly string[] {
	return [code, ...test];
}

function endingOf(path: string): string {
	return path.slice(path.lastIndexOf('.') + 1);
}

function folderOf(path: string): string {
	const slash = path.lastIndexOf('/');
	return slash === -1 ? '' : path.slice(0, slash);
}
