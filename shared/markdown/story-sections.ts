/** Which stretches of a file are Stories, and which are verbatim text between them. */
import { StoryId } from '#shared/id.ts';
import { type HeadingNode, headingId, headingText } from '#shared/markdown/heading.ts';
import { isCriteriaLabel, isRoleSentence, isStoryTitle } from '#shared/markdown/labels.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { linesIn, type Rows, type Source } from '#shared/markdown/source.ts';

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
 * A heading opens a Story when it carries a Story's id, says so ("User Story 1: …"), or has a
 * criteria label or an "As a …" sentence before the next heading. The Story ends at the next
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
	return isCriteriaLabel(headingText(source, node, 'ac'));
}

function rowOf(source: Source, node: Node | undefined): number {
	return node?.rows.first ?? source.lines.length;
}

/** Indexes of the headings that open a Story. */
function storyHeadings(source: Source, nodes: readonly Node[]): Set<number> {
	const opens = new Set<number>();
	let heading: number | null = null;
	for (const [at, node] of nodes.entries()) {
		if (node.kind === 'heading' && !isLabelHeading(source, node)) {
			heading = at;
			const id = headingId(source, node, 'st');
			if (StoryId.safeParse(id).success || isStoryTitle(headingText(source, node, 'st'))) {
				opens.add(at);
			}
		} else if (heading !== null && !opens.has(heading) && tellsStory(source, node)) {
			opens.add(heading);
		}
	}
	return opens;
}

function tellsStory(source: Source, node: Node): boolean {
	if (node.kind === 'heading') return isLabelHeading(source, node);
	if (node.kind !== 'paragraph') return false;
	const lines = linesIn(source, node.rows);
	return lines.some(isCriteriaLabel) || isRoleSentence(lines[0] ?? '');
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
