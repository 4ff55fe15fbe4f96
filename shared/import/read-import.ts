/** Reads a file of another make, or of none, as pieces that a person may look over first. */
import { formatOf } from '#shared/import/format-of.ts';
import { longPassage } from '#shared/import/long-passage.ts';
import { countRows } from '#shared/import/neighbours/csv-records.ts';
import { READERS } from '#shared/import/readers.ts';
import type { ImportFormat, ImportReading } from '#shared/import/reading.ts';
import { overLimit } from '#shared/markdown/limits.ts';
import { sourceOf } from '#shared/markdown/source.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Never throws. `as` is a person's choice, over what path and content say. */
export function readImport(
	path: string,
	text: string,
	as?: ImportFormat,
): Result<ImportReading, Refusal> {
	const no = overLimit({ characters: text.length }) ?? noText(text);
	if (no !== null) return err(no);
	const source = sourceOf(text);
	const tall = overLimit({ lines: source.lines.length });
	if (tall !== null) return err(tall);
	const format = as ?? formatOf(path, text);
	const long = format === 'csv' ? overLimit({ rows: countRows(text) }) : null;
	if (long !== null) return err(long);
	const reading = READERS[format](source, path);
	const one = longPassage(reading.pieces);
	if (one !== null) return err(one);
	const drafts = reading.pieces.flatMap(({ story }) => story ?? []);
	const criteria = drafts.reduce((sum, draft) => sum + draft.criteria.length, 0);
	const many = overLimit({ stories: drafts.length, criteria });
	return many === null ? ok({ format, ...reading }) : err(many);
}

/** How archives, office documents, PDFs and images begin, or bytes that are no UTF-8. */
const BINARY = [
	'PK\u0003\u0004',
	'%PDF-',
	'\u00D0\u00CF\u0011\u00E0',
	'GIF8',
	'\u0089PNG',
	'\uFFFD',
];

function noText(text: string): Refusal | null {
	if (!BINARY.some((start) => text.startsWith(start))) return null;
	return refusal(
		'not-text',
		'This is no text file.',
		'Save it as Markdown or, from a spreadsheet, as CSV, and import that.',
	);
}
