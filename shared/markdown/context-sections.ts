/** Which stretches of a context map are Contexts, and which are verbatim text between them. */
import type { ContextType } from '#shared/artefact/context.ts';
import { ContextId } from '#shared/id.ts';
import { fieldOfHeading, fieldOnLine, groupType } from '#shared/markdown/context-labels.ts';
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
 * Context ends at the next one, or at a heading as high as its own.
 */
export function contextSections(
	source: Source,
	nodes: readonly Node[],
	first: number,
): ContextSection[] {
	const sections: ContextSection[] = [];
	let group: { readonly type: ContextType; readonly level: number } | null = null;
	let text = first;
	let kept = 0;
	let at = 0;
	while (at < nodes.length) {
		const heading = nodes[at];
		if (heading?.kind !== 'heading') {
			at++;
			continue;
		}
		const type = groupType(headingText(source, heading, 'cx'));
		if (type !== null) group = { type, level: heading.level };
		else if (group !== null && heading.level <= group.level) group = null;
		if (type !== null || !opens(source, nodes, at, group?.level ?? null)) {
			at++;
			continue;
		}
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
	return node.level <= context.level || opens(source, nodes, at, group);
}

function isHeading(node: Node | undefined): boolean {
	return node?.kind === 'heading';
}

function opens(source: Source, nodes: readonly Node[], at: number, group: number | null): boolean {
	const heading = nodes[at];
	if (heading?.kind !== 'heading') return false;
	if (ContextId.safeParse(headingId(source, heading, 'cx')).success) return true;
	if (fieldOfHeading(headingText(source, heading, 'cx')) !== null) return false;
	if (group !== null && heading.level === group + 1) return true;
	for (let next = at + 1; next < nodes.length; next++) {
		const node = nodes[next];
		if (node === undefined || node.kind === 'heading') return false;
		if (node.kind !== 'paragraph' && node.kind !== 'list') continue;
		if (linesIn(source, node.rows).some((line) => fieldOnLine(line) !== null)) return true;
	}
	return false;
}
