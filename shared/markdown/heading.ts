import { blanksBefore, wordsEnd } from '#shared/blanks.ts';
import type { IdPrefix } from '#shared/id.ts';
import { taggedEnd } from '#shared/markdown/id-comment.ts';
import type { Node } from '#shared/markdown/outline.ts';
import type { HeadingPart } from '#shared/markdown/parts.ts';
import type { Source } from '#shared/markdown/source.ts';

export type HeadingNode = Extract<Node, { kind: 'heading' }>;

/** A heading's words, without `#` signs, underline and id comment. */
export function headingText(source: Source, node: HeadingNode, prefix: IdPrefix): string {
	const { title } = headingPart(source, node, prefix);
	return source.text.slice(title.from, title.to);
}

export function headingId(source: Source, node: HeadingNode, prefix: IdPrefix): string | null {
	const line = source.lines[lastRow(node)]?.text ?? '';
	return taggedEnd(line, prefix).id;
}

/** `skip` says how many characters of the words only number the title. */
export function headingPart(
	source: Source,
	node: HeadingNode,
	prefix: IdPrefix,
	skip: (words: string) => number = () => 0,
): HeadingPart {
	const first = source.lines[node.rows.first];
	const last = source.lines[lastRow(node)];
	const [firstText, lastText] = [first?.text ?? '', last?.text ?? ''];
	const tagged = taggedEnd(lastText, prefix);
	let end = tagged.words;
	if (!node.setext && tagged.id === null) end = withoutClosing(lastText, end);
	const start = node.setext ? blanksBefore(firstText) : openingLength(firstText);
	const from = (first?.from ?? 0) + start;
	const to = Math.max(from, (last?.from ?? 0) + end);
	const words = source.text.slice(from, to);
	return {
		rows: node.rows,
		level: node.level,
		setext: node.setext,
		words: from,
		title: { from: from + skip(words), to },
		comment: { from: to, to: Math.max(to, (last?.from ?? 0) + tagged.to) },
		commented: tagged.id !== null,
	};
}

/** The row that ends the words: the one above a Setext underline. */
function lastRow(node: HeadingNode): number {
	return node.setext ? node.rows.end - 2 : node.rows.first;
}

function openingLength(line: string): number {
	let at = blanksBefore(line);
	while (line.charAt(at) === '#') at++;
	return at + blanksBefore(line.slice(at));
}

/** Closing `#` signs belong to the heading, not to its words, when a blank stands before them. */
function withoutClosing(line: string, end: number): number {
	let at = end;
	while (at > 0 && line.charAt(at - 1) === '#') at--;
	if (at === end) return end;
	const words = wordsEnd(line.slice(0, at));
	return words < at ? words : end;
}
