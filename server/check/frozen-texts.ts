/** `.lintel/revisions/`: each file is what its name says, and the approved texts are there. */

import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { pathOfText } from '#server/files/log/attachments.ts';
import { isTextOf } from '#server/log/attachments.ts';
import { Hash } from '#shared/hash.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import type { Finding } from '#shared/trace/finding.ts';

const FOLDER = '.lintel/revisions';
const MOST_BYTES = 64 * 1024 * 1024;

/** What lies there. */
export interface FrozenTexts {
	/** The names of the files, without their ending. */
	readonly there: readonly string[];
	/** Those of them whose text is another than the name says. */
	readonly altered: readonly string[];
}

export function readFrozen(disk: Disk, root: string): FrozenTexts {
	const there = namesIn(disk, `${root}/${FOLDER}`)
		.filter((name) => name.endsWith('.md'))
		.map((name) => name.slice(0, -'.md'.length));
	const altered = there.filter((name) => {
		const text = readRegularText(disk, `${root}/${FOLDER}/${name}.md`, MOST_BYTES);
		return text === null || !isFrozen(name, text);
	});
	return { there, altered };
}

/** `wanted` are the approved revisions that the repository should hold. */
export function frozenFindings(
	{ there, altered }: FrozenTexts,
	wanted: ReadonlySet<Revision>,
): readonly Finding[] {
	const known = new Set(there);
	const missing = [...wanted].filter((revision) => !known.has(revision));
	return [...altered.map((name) => alteredText(`${name}.md`)), ...missing.map(missingText)];
}

function namesIn(disk: Disk, folder: string): string[] {
	try {
		return disk.readdirSync(folder).sort();
	} catch (error) {
		if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(codeOf(error))) return [];
		throw error;
	}
}

function isFrozen(name: string, text: string): boolean {
	if (!Hash.safeParse(name).success) return false;
	// Some gits are told to give text files the line ends of Windows.
	return isTextOf(name, text) || isTextOf(name, text.replaceAll('\r\n', '\n'));
}

function alteredText(name: string): Finding {
	return fileFinding(
		'revision-altered',
		'error',
		`${FOLDER}/${name}`,
		'This is not the text that its name says: it was changed after it was frozen.',
		`Restore it from git: git checkout -- ${FOLDER}`,
		1,
	);
}

function missingText(revision: Revision): Finding {
	return fileFinding(
		'revision-missing',
		'info',
		pathOfText(revision),
		'The text of an approved revision is not in the repository, so nobody can read here what was approved.',
		'Save with the Lintel that has it: lintel save. Or set "revisions": false, if texts are to stay out.',
	);
}
