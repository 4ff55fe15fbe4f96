/** The labelled values that stand on the metadata lines of notes, and where each one stands. */
import { wordsEnd } from '#shared/blanks.ts';
import { fencedLines } from '#shared/fences.ts';
import { isMetadataLine } from '#shared/lifecycle/metadata-lines.ts';

/**
 * One `**Label**: value`. Places are characters of the notes.
 *
 *   - **Priority**: 1 · **Tags**: a, b
 *     ^from          ^^valueFrom, to
 */
export interface MetadataField {
	/** In lower case, without marks. */
	readonly label: string;
	readonly from: number;
	readonly valueFrom: number;
	readonly to: number;
	/** The label's own style: `**` or `__` or nothing, and whether the colon stands inside. */
	readonly mark: string;
	readonly colonInside: boolean;
}

export interface MetadataLine {
	readonly from: number;
	/** Without the line break. */
	readonly to: number;
	/** With it. */
	readonly end: number;
	/** Indentation and bullet. */
	readonly lead: string;
	readonly fields: readonly MetadataField[];
}

const LEAD = /^[ \t]*(?:[-*+][ \t]+)?/;
const LABEL = /(\*\*|__)([^*_:]{1,40})(?:(:)\1|\1[ \t]*:)|([\p{L}][\p{L} ]{0,30}):/gu;
const KNOWN = /^(?:priority|tags?|labels?|story points|points|estimate)$/i;
const SEPARATOR = /[·•|;,/—–]/;
const STRONG = /[·•|;]/;

/** The metadata lines outside of code, in order. */
export function metadataLines(notes: string): MetadataLine[] {
	const rows = [...notes.matchAll(/([^\r\n]*)(\r\n?|\n|$)/g)];
	const fenced = fencedLines(rows.map((row) => row[1] ?? ''));
	return rows.flatMap((row, n) => {
		const text = row[1] ?? '';
		if (fenced[n] || !isMetadataLine(text)) return [];
		const from = row.index;
		const lead = LEAD.exec(text)?.[0] ?? '';
		const fields = fieldsOf(text, lead.length, from);
		return { from, to: from + text.length, end: from + row[0].length, lead, fields };
	});
}

function fieldsOf(text: string, start: number, offset: number): MetadataField[] {
	const labels = [...text.matchAll(LABEL)].filter((match) => isLabel(text, start, match));
	return labels.map((match, n) => {
		const next = labels[n + 1];
		const [raw, bold, marked, inside, plain] = match;
		const after = match.index + raw.length;
		const region = text.slice(after, next?.index ?? text.length);
		const value = (next === undefined ? region : withoutSeparator(region)).trimEnd();
		const blank = value.length - value.trimStart().length;
		return {
			label: (marked ?? plain ?? '').trim().toLowerCase(),
			from: offset + match.index,
			valueFrom: offset + after + blank,
			to: offset + after + value.length,
			mark: bold ?? '',
			colonInside: inside !== undefined,
		};
	});
}

function withoutSeparator(region: string): string {
	const end = wordsEnd(region);
	return SEPARATOR.test(region.charAt(end - 1)) ? region.slice(0, end - 1) : region;
}

/** The first on its line, a bold one, or one that a separator parts from the value before it. */
function isLabel(text: string, start: number, match: RegExpExecArray): boolean {
	const { index } = match;
	if (index <= start) return index === start;
	const known = KNOWN.test((match[2] ?? match[4] ?? '').trim());
	if (match[1] !== undefined) return /[\s·•|;,/—–]/.test(text.charAt(index - 1));
	let end = index;
	while (end > start && /[ \t]/.test(text.charAt(end - 1))) end--;
	return end > start && (known ? SEPARATOR : STRONG).test(text.charAt(end - 1));
}
