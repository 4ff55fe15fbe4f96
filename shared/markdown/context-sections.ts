/** Which stretches of a context map are Contexts, and which are verbatim text between them. */
import type { ContextType } from '#shared/artefact/context.ts';
import { ContextId } from '#shared/id.ts';
import { type ContextGroup, groupBelow } from '#shared/markdown/context-group.ts';
import { fieldOfHeading, fieldOnLine } from '#shared/markdown/context-labels.ts';
import { type HeadingNode, headingId, headingText } from '#shared/markdown/heading.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { linesIn, type Rows, type Source } from '#shared/markdown/source.ts';

export type ContextSection =
	| { readonly kind: 'text'; readonly rows: Rows; readonly nodes: readonly Node[] }
	| {
			readonly kind: 'context';
			readonly rows: Rows;
			readonly heading: HeadingNode;
			readonly nodes: readonly Node[];
			/** What the group above says of the Contexts in it. */
			readonly group: ContextType | null;
	  };

/**
 * A heading opens a Context when it carries a Context's id, when a field line (`**Type**: …`)
 * stands before the next heading, or when it is right below a group (`## Domain Contexts`). The
 * Context ends at the next one, or at a heading as high as its own. Words of a field (`Stories`)
 * name a Context where they stand as high as Contexts do; a section of one stands deeper.
 */
export function contextSections(
	source: Source,
	nodes: readonly Node[],
	first: number,
): ContextSection[] {
	const sections: ContextSection[] = [];
	let group: ContextGroup | null = null;
	let own = levelOfContexts(source, nodes);
	let text = first;
	let kept = 0;
	let at = 0;
	while (at < nodes.length) {
		const heading = nodes[at];
		if (heading?.kind !== 'heading') {
			at++;
			continue;
		}
		const above: ContextGroup | null = group;
		group = groupBelow(source, heading, above);
		const opensGroup = group !== null && group !== above;
		if (opensGroup || !opens(source, nodes, at, group?.level ?? null, own)) {
			at++;
			continue;
		}
		own = heading.level;
		let end = at + 1;
		while (end < nodes.length && !ends(source, nodes, end, heading, group?.level ?? null)) end++;
		const rows = { first: heading.rows.first, end: nodes[end]?.rows.first ?? source.lines.length };
		if (text < rows.first) {
			const between = nodes.slice(kept, at);
			sections.push({ kind: 'text', rows: { first: text, end: rows.first }, nodes: between });
		}
		const inside = nodes.slice(at + 1, end);
		sections.push({ kind: 'context', rows, heading, nodes: inside, group: group?.type ?? null });
		text = rows.end;
		at = end;
		kept = end;
	}
	const rows = { first: text, end: source.lines.length };
	if (rows.first < rows.end) sections.push({ kind: 'text', rows, nodes: nodes.slice(kept) });
	return sections;
}

function ends(
	source: Source,
	nodes: readonly Node[],
	at: number,
	context: HeadingNode,
	group: number | null,
): boolean {
	const node = nodes[at];
	if (node?.kind === 'rule') return nodes[at + 1] === undefined || isHeading(nodes[at + 1]);
	if (node?.kind !== 'heading') return false;
	return node.level <= context.level || opens(source, nodes, at, group, context.level);
}

function isHeading(node: Node | undefined): boolean {
	return node?.kind === 'heading';
}

/** `own` is how high Contexts stand: a field's words name one no deeper than that. */
function opens(
	source: Source,
	nodes: readonly Node[],
	at: number,
	group: number | null,
	own: number,
): boolean {
	const heading = nodes[at];
	if (heading?.kind !== 'heading') return false;
	if (hasContextId(source, heading)) return true;
	if (group !== null && heading.level === group + 1) return true;
	return (
		(heading.level <= own || !isFieldHeading(source, heading)) && givesField(source, nodes, at)
	);
}

/** How high the first Context stands that no words of a field name; one alone stands below a title. */
function levelOfContexts(source: Source, nodes: readonly Node[]): number {
	for (const [at, node] of nodes.entries()) {
		if (node.kind !== 'heading') continue;
		const named = !isFieldHeading(source, node) && givesField(source, nodes, at);
		if (named || hasContextId(source, node)) return node.level;
	}
	return 2;
}

function hasContextId(source: Source, heading: HeadingNode): boolean {
	return ContextId.safeParse(headingId(source, heading, 'cx')).success;
}

function isFieldHeading(source: Source, heading: HeadingNode): boolean {
	return fieldOfHeading(headingText(source, heading, 'cx')) !== null;
}

/** Whether a field line stands between this heading and the next. */
function givesField(source: Source, nodes: readonly Node[], at: number): boolean {
	for (let next = at + 1; next < nodes.length; next++) {
		const node = nodes[next];
		if (node === undefined || node.kind === 'heading') return false;
		if (node.kind !== 'paragraph' && node.kind !== 'list') continue;
		if (linesIn(source, node.rows).some((line) => fieldOnLine(line) !== null)) return true;
	}
	return false;
}
