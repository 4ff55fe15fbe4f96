/** Which stretches of a file are Stories, and which are verbatim text between them. */
import { StoryId } from '#shared/id.ts';
import { type HeadingNode, headingId, headingText } from '#shared/markdown/heading.ts';
import {
	isCriteriaLabel,
	isStoryTitle,
	isWholeStory,
	titlePrefix,
} from '#shared/markdown/labels.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { linesIn, type Rows, type Source } from '#shared/markdown/source.ts';
import { tellsStory } from '#shared/markdown/story-sentence.ts';

export type Section =
	| { readonly kind: 'text'; readonly rows: Rows }
	| {
			readonly kind: 'story';
			readonly rows: Rows;
			readonly heading: HeadingNode;
			/** What stands below the heading. */
			readonly nodes: readonly Node[];
	  };

/**
 * A heading opens a Story when it carries a Story's id, says so ("User Story 1: …"), tells one
 * itself ("As a reader, I want …"), or has a criteria label or one "As a …" sentence before the
 * next heading; two such sentences are stories of their own, below a group. The Story ends at the next
 * Story, at a heading as high as its own, or at a group that holds Stories. Breaks (`---`) at its
 * end stand between artefacts and are text.
 */
export function storySections(source: Source, nodes: readonly Node[], first: number): Section[] {
	const opens = storyHeadings(source, nodes);
	const groups = headingsWithStories(nodes, opens);
	const sections: Section[] = [];
	let text = first;
	for (let at = 0; at < nodes.length; at++) {
		const heading = nodes[at];
		if (heading?.kind !== 'heading' || !opens.has(at)) continue;
		let end = at + 1;
		while (end < nodes.length && !endsStory(nodes[end], heading, opens.has(end), groups.has(end))) {
			end++;
		}
		let kept = end;
		while (kept > at + 1 && nodes[kept - 1]?.kind === 'rule') kept--;
		const rows = { first: heading.rows.first, end: rowOf(source, nodes[kept]) };
		if (text < rows.first) sections.push({ kind: 'text', rows: { first: text, end: rows.first } });
		sections.push({ kind: 'story', rows, heading, nodes: nodes.slice(at + 1, kept) });
		text = rows.end;
		at = end - 1;
	}
	const end = source.lines.length;
	if (text < end) sections.push({ kind: 'text', rows: { first: text, end } });
	return sections;

	function endsStory(node: Node | undefined, story: HeadingNode, opening: boolean, group: boolean) {
		if (node?.kind !== 'heading' || isLabelHeading(source, node)) return false;
		return opening || group || node.level <= story.level;
	}
}

export function isLabelHeading(source: Source, node: HeadingNode): boolean {
	const known = labels.get(node) ?? isCriteriaLabel(headingText(source, node, 'ac'));
	labels.set(node, known);
	return known;
}

/** Each heading is asked about several times, against the words of many languages. */
const labels = new WeakMap<HeadingNode, boolean>();

function rowOf(source: Source, node: Node | undefined): number {
	return node?.rows.first ?? source.lines.length;
}

/** Indexes of the headings that open a Story. */
function storyHeadings(source: Source, nodes: readonly Node[]): Set<number> {
	const opens = new Set<number>();
	let heading: number | null = null;
	let told = 0;
	for (const [at, node] of nodes.entries()) {
		if (node.kind === 'heading' && !isLabelHeading(source, node)) {
			heading = at;
			told = 0;
			if (isOpening(source, node)) opens.add(at);
		} else if (heading !== null && holdsLabel(source, node)) {
			opens.add(heading);
			told = Number.NaN;
		} else if (heading !== null && tellsStory(source, node)) {
			told++;
			const own = nodes[heading];
			if (told === 1) opens.add(heading);
			else if (told === 2 && own?.kind === 'heading' && !isOpening(source, own)) {
				opens.delete(heading);
			}
		}
	}
	return opens;
}

/** Whether a heading opens a Story whatever stands below it. */
function isOpening(source: Source, node: HeadingNode): boolean {
	if (StoryId.safeParse(headingId(source, node, 'st')).success) return true;
	const words = headingText(source, node, 'st');
	return isStoryTitle(words) || isWholeStory(words.slice(titlePrefix(words)));
}

function holdsLabel(source: Source, node: Node): boolean {
	if (node.kind === 'heading') return isLabelHeading(source, node);
	return node.kind === 'paragraph' && linesIn(source, node.rows).some(isCriteriaLabel);
}

/** Indexes of headings below which, before one as high, a Story opens. */
function headingsWithStories(nodes: readonly Node[], opens: ReadonlySet<number>): Set<number> {
	const groups = new Set<number>();
	const open: { readonly at: number; readonly level: number }[] = [];
	for (const [at, node] of nodes.entries()) {
		if (node.kind !== 'heading') continue;
		while (open.length > 0 && (open.at(-1)?.level ?? 0) >= node.level) open.pop();
		if (opens.has(at)) for (const { at: above } of open) groups.add(above);
		open.push({ at, level: node.level });
	}
	return groups;
}
