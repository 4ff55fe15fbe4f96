/** What stays text: a piece a section, each with how it would read if it were a story. */
import type { Found } from '#shared/import/pieces.ts';
import { draftFrom } from '#shared/import/stories/draft.ts';
import { numbered } from '#shared/import/stories/numbered.ts';
import { isAside } from '#shared/import/stories/surroundings.ts';
import { type HeadingNode, headingText } from '#shared/markdown/heading.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { type Rows, type Source, withoutBlankEnds } from '#shared/markdown/source.ts';

/** `nodes` are the blocks of these rows that became nothing else. */
export function textPieces(source: Source, rows: Rows, nodes: readonly Node[]): Found[] {
	const starts = nodes.flatMap((node, at) => (node.kind === 'heading' ? [{ node, at }] : []));
	const before = starts[0]?.node.rows.first ?? rows.end;
	const pieces = starts.map(({ node, at }, n) => {
		const next = starts[n + 1];
		const own = { first: node.rows.first, end: next?.node.rows.first ?? rows.end };
		return sectionPiece(source, own, node, nodes.slice(at + 1, next?.at));
	});
	const filled = withoutBlankEnds(source, { first: rows.first, end: before });
	const only = nodes.slice(0, starts[0]?.at).every(({ kind }) => kind === 'rule');
	if (filled.first === filled.end || (only && rows.first > 0)) return pieces;
	const why = rows.first === 0 && (source.lines[0]?.text ?? '').trim() === '---' ? MATTER : PLAIN;
	return [textFound({ first: rows.first, end: before }, why), ...pieces];
}

const PLAIN = 'Nothing in it reads as a story.';
const MATTER = 'Front matter.';

function sectionPiece(
	source: Source,
	rows: Rows,
	heading: HeadingNode,
	below: readonly Node[],
): Found {
	const words = headingText(source, heading, 'st');
	if (below.length === 0) return textFound(rows, 'A heading that groups what follows.');
	const why = isAside(words)
		? 'A section that by its heading is no story.'
		: 'A section without an “As a …” sentence and without acceptance criteria.';
	const { number, words: title } = numbered(words);
	const body = { first: heading.rows.end, end: rows.end };
	const data = number === null ? [] : [{ name: 'number' as const, value: number }];
	const story = draftFrom(source, body, below, { id: null, title, data, anyList: true });
	return { ...textFound(rows, why), number, story };
}

function textFound(rows: Rows, why: string): Found {
	return { rows, becomes: 'text', story: null, number: null, why };
}
