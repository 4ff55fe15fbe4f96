/** Reads hand-written Markdown: Stories in whatever shape a team wrote them. */
import { piecesOf } from '#shared/import/pieces.ts';
import type { ImportReading } from '#shared/import/reading.ts';
import { foundInFile } from '#shared/import/stories/found-in-file.ts';
import type { Source } from '#shared/markdown/source.ts';

export function readStoriesImport(source: Source): Omit<ImportReading, 'format'> {
	const { found, findings } = foundInFile(source, 'file');
	return { pieces: piecesOf(source, found, 'Nothing in it reads as a story.'), findings };
}
