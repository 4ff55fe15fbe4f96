/** OpenSpec (`openspec/specs/name/spec.md`): a requirement is a Story, its scenarios are criteria. */
import { append } from '#shared/append.ts';
import { type Found, piecesOf } from '#shared/import/pieces.ts';
import type { ImportReading } from '#shared/import/reading.ts';
import { draftFrom } from '#shared/import/stories/draft.ts';
import { textPieces } from '#shared/import/stories/text-pieces.ts';
import { type HeadingNode, headingText } from '#shared/markdown/heading.ts';
import { frontMatterEnd, type Node, outlineOf } from '#shared/markdown/outline.ts';
import type { Source } from '#shared/markdown/source.ts';

const REQUIREMENT = /^Requirement:[ \t]*/i;
const REMOVED = /^(?:removed|renamed)\b/i;

export function readOpenSpec(source: Source): Omit<ImportReading, 'format'> {
	const nodes = outlineOf(source, frontMatterEnd(source), 'tables');
	const found: Found[] = [];
	let [text, group] = [0, ''];
	let first = 0;
	for (let at = 0; at < nodes.length; at++) {
		const node = nodes[at];
		if (node?.kind !== 'heading') continue;
		const words = headingText(source, node, 'st');
		if (node.level <= 2) group = words;
		if (!REQUIREMENT.test(words)) continue;
		let end = at + 1;
		while (end < nodes.length && !endsAt(nodes[end], node.level)) end++;
		const above = { first: text, end: node.rows.first };
		const last = nodes[end]?.rows.first ?? source.lines.length;
		append(found, textPieces(source, above, nodes.slice(first, at)));
		found.push(requirement(source, node, nodes.slice(at + 1, end), last, group));
		[text, first, at] = [last, end, end - 1];
	}
	const rest = { first: text, end: source.lines.length };
	append(found, textPieces(source, rest, nodes.slice(first)));
	return { pieces: piecesOf(source, found, 'Nothing in it reads as a requirement.'), findings: [] };
}

function endsAt(node: Node | undefined, level: number): boolean {
	return node?.kind === 'heading' && node.level <= level;
}

function requirement(
	source: Source,
	heading: HeadingNode,
	below: readonly Node[],
	end: number,
	group: string,
): Found {
	const title = headingText(source, heading, 'st').replace(REQUIREMENT, '');
	const body = { first: heading.rows.end, end };
	const story = draftFrom(source, body, below, { id: null, title, data: [] });
	const removed = REMOVED.test(group);
	return {
		rows: { first: heading.rows.first, end },
		becomes: removed ? 'text' : 'story',
		story,
		number: null,
		why: removed
			? `A requirement below “${group.slice(0, 60)}”: it is no more.`
			: 'A requirement; its scenarios are the criteria.',
	};
}
