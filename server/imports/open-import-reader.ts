import type { Disk } from '#server/files/disk/disk.ts';
import { openGrammars } from '#server/imports/grammars.ts';
import { createImportReader, type ImportReader } from '#server/imports/import-reader.ts';
import { createParsing } from '#server/imports/parsing.ts';

/** Null where none of these folders has the parsers. */
export async function openImportReader(
	disk: Disk,
	folders: readonly string[],
): Promise<ImportReader | null> {
	const grammars = openGrammars(disk, folders);
	// The only clock here says when to give up on one file.
	const parsing = await createParsing({ grammars, now: () => new Date() });
	return parsing === null ? null : createImportReader(parsing);
}
