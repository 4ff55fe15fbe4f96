/** Headings that say what type the Contexts below them are (`## Domain Contexts`). */
import type { ContextType } from '#shared/artefact/context.ts';
import { groupType } from '#shared/markdown/context-labels.ts';
import { type HeadingNode, headingText } from '#shared/markdown/heading.ts';
import { frontMatterEnd, outlineOf } from '#shared/markdown/outline.ts';
import { type Source, sourceOf } from '#shared/markdown/source.ts';

export interface ContextGroup {
	readonly type: ContextType;
	/** How deep its heading stands; the next one as high ends it. */
	readonly level: number;
}

/** The group that holds below this heading. */
export function groupBelow(
	source: Source,
	heading: HeadingNode,
	group: ContextGroup | null,
): ContextGroup | null {
	const type = groupType(headingText(source, heading, 'cx'));
	return type === null ? groupBelowLevel(heading.level, group) : { type, level: heading.level };
}

export function groupBelowLevel(level: number, group: ContextGroup | null): ContextGroup | null {
	return group !== null && level <= group.level ? null : group;
}

/** The group that holds where this text between Contexts ends. */
export function groupAfter(text: string, group: ContextGroup | null): ContextGroup | null {
	if (group === null && !/(?:domain|coordination) context/i.test(text)) return null;
	const source = sourceOf(text);
	return outlineOf(source, frontMatterEnd(source), 'tables').reduce(
		(above, node) => (node.kind === 'heading' ? groupBelow(source, node, above) : above),
		group,
	);
}
