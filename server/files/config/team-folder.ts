/** A folder of Markdown files that a team writes for its own: `.lintel/rules`, `.lintel/templates`. */
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { Finding } from '#shared/trace/finding.ts';

const MOST_FILES = 100;
const MOST_CHARACTERS = 64 * 1024;

/** The files' paths, sorted, without the README; none where there is no such folder. */
export function pathsInTeamFolder(disk: Disk, root: string, folder: string): readonly string[] {
	try {
		return disk
			.readdirSync(`${root}/${folder}`)
			.filter((name) => /^[\w-]+\.md$/.test(name) && name !== 'README.md')
			.sort()
			.slice(0, MOST_FILES)
			.map((name) => `${folder}/${name}`);
	} catch {
		return [];
	}
}

/** Null, with what is wrong, for one that can't be read; with nothing, for one that is gone. */
export function readTeamFile(
	disk: Disk,
	root: string,
	path: string,
	malformed: (message: string, line: number) => Finding,
): { readonly text: string | null; readonly findings: readonly Finding[] } {
	const file = readText(disk, root, path);
	if (file.kind === 'absent') return { text: null, findings: [] };
	if (file.kind === 'refused') return { text: null, findings: [file.finding] };
	if (file.text.length > MOST_CHARACTERS) {
		return { text: null, findings: [malformed('It is longer than 64 KiB.', 1)] };
	}
	return { text: file.text, findings: [] };
}
