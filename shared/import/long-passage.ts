import { MAX_PASSAGE } from '#shared/artefact/max-passage.ts';
import type { ImportPiece } from '#shared/import/reading.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/**
 * Refuses a file of which one passage is longer than anybody reads: a cell with an image in it, or a
 * log between two Stories. Everybody's screen and file would carry it, all of it at every change.
 */
export function longPassage(pieces: readonly ImportPiece[]): Refusal | null {
	for (const piece of pieces) {
		const line = lineOfLong(piece);
		if (line === null) continue;
		return refusal(
			'passage-too-large',
			`From line ${line + 1} on, one passage of this file is over 1 MiB, the most that Lintel takes for one story, criterion or text between them.`,
			'Split it there, or take it out of the file, and import it again. Nothing was imported.',
		);
	}
	return null;
}

function lineOfLong({ becomes, story, source, rows }: ImportPiece): number | null {
	if (source.length <= MAX_PASSAGE) return null;
	if (becomes === 'text' || story === null) return rows.first;
	const { title, narrative, notes, criteria } = story;
	if ([title, narrative, notes].some(isLong)) return rows.first;
	const criterion = criteria.find(({ text }) => isLong(text));
	return criterion === undefined ? null : Math.max(rows.first, criterion.line);
}

function isLong(text: string): boolean {
	return text.length > MAX_PASSAGE;
}
