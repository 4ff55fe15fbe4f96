/** The criteria of one Story's section, wherever and however they stand. */
import { blanksBefore, isBlank, wordsEnd } from '#shared/blanks.ts';
import { AcceptanceCriterionId } from '#shared/id.ts';
import { taggedEnd } from '#shared/markdown/id-comment.ts';
import { isEarsLine, isGivenLine } from '#shared/markdown/labels.ts';
import type { CriterionPart } from '#shared/markdown/parts.ts';
import { type Rows, type Source, withoutBlankEnds } from '#shared/markdown/source.ts';
import { tidyCriterion } from '#shared/markdown/tidy.ts';

/** A criterion before it has an id for certain: the one written beside it, or null. */
export type FoundCriterion = Omit<CriterionPart, 'id'> & {
	readonly id: AcceptanceCriterionId | null;
};

const MARKER = /^[ \t]*(?:[-*+]|\d{1,9}[.)])/;
const BOX = /^\[[ xX]\](?:[ \t]{1,8}|$)/;
const ESCAPED_BOX = /^\\+\[[ xX]\](?:[ \t]|$)/;

/** One bullet or numbered item. */
export function criterionFromItem(source: Source, item: Rows): FoundCriterion {
	const first = source.lines[item.first]?.text ?? '';
	const marker = MARKER.exec(first)?.[0].length ?? 0;
	const gap = blanksBefore(first.slice(marker));
	const indent =
		isBlank(first.slice(marker)) || columns(first.slice(marker, marker + gap)) > 4 ? 1 : gap;
	const content = marker + Math.min(indent, first.length - marker);
	const lead = content + (BOX.exec(first.slice(content))?.[0].length ?? 0);
	const hang = columns(first.slice(0, marker)) + Math.max(1, indent);
	const part = found(source, withoutBlankEnds(source, item), 'list', lead, hang);
	// A bullet with nothing in it ends at the first blank line. With an id in it, it would not.
	const endsAbove = isBlank(first.slice(marker)) && standsApart(source, item.first + 1, hang);
	return { ...part, commented: part.commented || endsAbove };
}

/** Whether blank rows come here, and then one that is indented as far as this. */
function standsApart(source: Source, row: number, indent: number): boolean {
	let at = row;
	while (at < source.lines.length && isBlank(source.lines[at]?.text ?? '')) at++;
	const text = source.lines[at]?.text ?? '';
	return at > row && columns(text.slice(0, blanksBefore(text))) >= indent;
}

/** Given/When/Then and EARS lines of a paragraph: each opening line begins a criterion. */
export function criteriaFromParagraph(source: Source, rows: Rows): FoundCriterion[] {
	const starts: number[] = [];
	let shall = true;
	for (let row = rows.first; row < rows.end; row++) {
		const line = source.lines[row]?.text ?? '';
		const opens =
			taggedEnd(line, 'ac').id !== null || isGivenLine(line) || (shall && isEarsLine(line));
		if (opens) {
			starts.push(row);
			shall = false;
		}
		if (/\bshall\b/i.test(line)) shall = true;
	}
	return starts.map((first, n) =>
		found(
			source,
			{ first, end: starts[n + 1] ?? rows.end },
			'paragraph',
			blanksBefore(source.lines[first]?.text ?? ''),
			0,
		),
	);
}

/** Whether a paragraph tells criteria: it opens with Given, an EARS word and "shall", or an id. */
export function tellsCriteria(source: Source, rows: Rows): boolean {
	const line = source.lines[rows.first]?.text ?? '';
	if (taggedEnd(line, 'ac').id !== null || isGivenLine(line)) return true;
	const text = source.lines.slice(rows.first, rows.first + 4).map((one) => one.text);
	return isEarsLine(line) && /\bshall\b/i.test(text.join(' '));
}

function found(
	source: Source,
	rows: Rows,
	form: CriterionPart['form'],
	lead: number,
	hang: number,
): FoundCriterion {
	const lines = source.lines.slice(rows.first, rows.end);
	const [head, last] = [lines[0], lines.at(-1)];
	if (head === undefined || last === undefined) throw new Error('A criterion has a line.');
	const onFirst = taggedEnd(head.text, 'ac');
	const onLast = onFirst.id === null ? taggedEnd(last.text, 'ac') : onFirst;
	const tagged = onLast.id === null ? onFirst : onLast;
	const line = onLast.id === null || onLast === onFirst ? head : last;
	const words = lines.map((one) => (one === line ? one.text.slice(0, tagged.words) : one.text));
	const [opening = '', ...rest] = words;
	const id = AcceptanceCriterionId.safeParse(tagged.id);
	const marker = head.text.slice(0, lead);
	// Behind a bare marker one blank and no more: with two, what hangs below it would not any longer.
	const [bare, whole] = line === head ? [wordsEnd(marker), lead] : [0, 0];
	const text = [unboxed(opening.slice(lead)), ...rest.map((one) => dedented(one, hang))].join('\n');
	return {
		id: id.data ?? null,
		text: tidyCriterion(text),
		rows,
		form,
		lead: marker,
		hang,
		body: { from: head.from + Math.min(lead, head.text.length), to: last.to },
		comment: {
			from: line.from + Math.max(tagged.from, bare),
			to: line.from + Math.max(tagged.to, whole),
		},
		commented: id.success,
	};
}

/** A first line that only looks like a check box carries a backslash in the file. */
function unboxed(line: string): string {
	return ESCAPED_BOX.test(line) ? line.slice(1) : line;
}

export function boxEscaped(line: string): string {
	return BOX.test(line) || ESCAPED_BOX.test(line) ? `\\${line}` : line;
}

function dedented(line: string, hang: number): string {
	let [at, column] = [0, 0];
	while (column < hang && (line.charAt(at) === ' ' || line.charAt(at) === '\t')) {
		column = line.charAt(at) === '\t' ? column + 4 - (column % 4) : column + 1;
		at++;
	}
	return ' '.repeat(Math.max(0, column - hang)) + line.slice(at);
}

function columns(text: string): number {
	let column = 0;
	for (const character of text)
		column = character === '\t' ? column + 4 - (column % 4) : column + 1;
	return column;
}
