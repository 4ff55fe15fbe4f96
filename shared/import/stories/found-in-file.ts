/** Goes through a file from story to story, whatever shape each has. */
import { append } from '#shared/append.ts';
import type { Found } from '#shared/import/pieces.ts';
import { fenceStories } from '#shared/import/stories/fence-stories.ts';
import { headedStory, tellsSeveral } from '#shared/import/stories/headed-story.ts';
import { listStories } from '#shared/import/stories/list-stories.ts';
import { oneStory } from '#shared/import/stories/one-story.ts';
import { proseStories } from '#shared/import/stories/prose-stories.ts';
import { type Heading, surroundingsOf, withHeading } from '#shared/import/stories/surroundings.ts';
import { tableStories } from '#shared/import/stories/table-stories.ts';
import { textPieces } from '#shared/import/stories/text-pieces.ts';
import { headingText } from '#shared/markdown/heading.ts';
import { frontMatterEnd, type Node, outlineOf } from '#shared/markdown/outline.ts';
import type { Rows, Source } from '#shared/markdown/source.ts';
import { storyEntries } from '#shared/markdown/story-entries.ts';
import { storyFindings } from '#shared/markdown/story-findings.ts';
import { tellsInParts } from '#shared/markdown/story-sentence.ts';

/** What was found, in file order, and what there is to say about it. */
export function foundInFile(source: Source, where: 'file' | 'fence') {
	const entries = storyEntries(source);
	const nodes = outlineOf(source, frontMatterEnd(source), 'tables');
	const whole = oneStory(source, nodes);
	if (whole !== null) return { found: whole, findings: [] };
	const found: Found[] = [];
	let trail: readonly Heading[] = [];
	let at = 0;
	for (const entry of entries) {
		const rows = entry.kind === 'story' ? entry.part.rows : entry.rows;
		while (at < nodes.length && (nodes[at]?.rows.first ?? 0) < rows.first) at++;
		const own: Node[] = [];
		while (at < nodes.length && (nodes[at]?.rows.first ?? 0) < rows.end) {
			const node = nodes[at++];
			if (node !== undefined && node.rows.end <= rows.end) own.push(node);
		}
		if (entry.kind === 'story' && !tellsSeveral(source, entry, own)) {
			found.push(headedStory(source, entry, own, trail));
			const { level, title } = entry.part.heading;
			trail = withHeading(trail, { level, words: source.text.slice(title.from, title.to) });
		} else {
			const inside = foundInText(source, rows, own, trail, where);
			append(found, inside.found);
			trail = inside.trail;
		}
	}
	return { found, findings: storyFindings(source, entries) };
}

/** Goes through the blocks between headed stories; what tells no story stays text. */
function foundInText(
	source: Source,
	rows: Rows,
	nodes: readonly Node[],
	above: readonly Heading[],
	where: 'file' | 'fence',
): { found: Found[]; trail: readonly Heading[] } {
	const found: Found[] = [];
	let trail = above;
	let text: { first: number; at: number } = { first: rows.first, at: 0 };
	for (let at = 0; at < nodes.length; ) {
		const node = nodes[at];
		if (node === undefined) break;
		if (node.kind === 'heading') {
			const words = headingText(source, node, 'st');
			trail = withHeading(trail, { level: node.level, words });
		}
		const { stories, count } = storiesFrom(source, nodes, at, trail, where);
		const [first, last] = [stories[0], stories.at(-1)];
		if (first !== undefined && last !== undefined) {
			const before = { first: text.first, end: first.rows.first };
			append(found, textPieces(source, before, nodes.slice(text.at, at)));
			append(found, stories);
			text = { first: last.rows.end, at: at + count };
		}
		at += count;
	}
	const rest = { first: text.first, end: rows.end };
	append(found, textPieces(source, rest, nodes.slice(text.at)));
	return { found, trail };
}

function storiesFrom(
	source: Source,
	nodes: readonly Node[],
	at: number,
	trail: readonly Heading[],
	where: 'file' | 'fence',
): { readonly stories: readonly Found[]; readonly count: number } {
	const node = nodes[at];
	const around = surroundingsOf(trail);
	if (node?.kind === 'table') return { stories: tableStories(source, node.rows, around), count: 1 };
	if (node?.kind === 'list' && !tellsInParts(source, node.items)) {
		return { stories: listStories(source, node.items, around), count: 1 };
	}
	if (node?.kind === 'fence' && where === 'file') {
		const stories = fenceStories(source, node, (inner) => foundInFile(inner, 'fence').found);
		return { stories, count: 1 };
	}
	const prose = proseStories(source, nodes, at, around);
	return { stories: prose?.found ?? [], count: prose?.count ?? 1 };
}
