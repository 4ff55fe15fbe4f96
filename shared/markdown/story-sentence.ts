/** Where a sentence stands that tells a story: "As a reader, I want …". */
import { isGoalSentence, isRoleSentence } from '#shared/markdown/labels.ts';
import type { Item, Node } from '#shared/markdown/outline.ts';
import { linesIn, type Rows, type Source } from '#shared/markdown/source.ts';

/** A paragraph, a quote, or a list that goes through who, what and why one by one. */
export function tellsStory(source: Source, node: Node): boolean {
	if (node.kind === 'paragraph' || node.kind === 'quote') {
		return isRoleSentence(openingWords(source, node.rows));
	}
	return node.kind === 'list' && tellsInParts(source, node.items);
}

/** `- **As a** reader`, `- **I want** to read`, `- **So that** I learn`. */
export function tellsInParts(source: Source, items: readonly Item[]): boolean {
	const [first, second] = items;
	if (first === undefined || second === undefined || items.length > 4) return false;
	const words = [first, second].map((item) =>
		openingWords(source, item).replace(/^[-*+][ \t]+/, ''),
	);
	return isRoleSentence(`${words[0]} ${words[1]}`) && isGoalSentence(words[1] ?? '');
}

const MAX_ROWS = 4;

/** The first words of these rows, on one line and without the signs of a quote. */
export function openingWords(source: Source, rows: Rows): string {
	const lines = linesIn(source, { ...rows, end: Math.min(rows.end, rows.first + MAX_ROWS) });
	return lines
		.map((line) => line.slice(0, 300).replace(/^[ \t]*(?:>[ \t]?)?/, ''))
		.join(' ')
		.slice(0, 300);
}
