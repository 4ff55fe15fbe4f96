/** What makes quick fixes for the Findings of one rule. */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** What an artefact is to read like; whoever makes it so does it by the smallest edits. */
export type ArtefactChange =
	| { readonly kind: 'story'; readonly story: Story }
	| { readonly kind: 'context'; readonly context: Context }
	| { readonly kind: 'design'; readonly id: ComponentId; readonly markdown: string };

/** One change, made in one undoable step. */
export interface QuickFix {
	/** What it does, in a few words: names it among the Finding's others. */
	readonly title: string;
	readonly change: ArtefactChange;
}

/** What is to be mended, as it reads right now. */
export interface Workpiece {
	readonly artefacts: Artefacts;
	/** A Design's whole Markdown; '' for none. */
	designText(id: ComponentId): string;
}

export type Fixer = (
	finding: Finding,
	piece: Workpiece,
	conventions: Conventions,
) => readonly QuickFix[];

export function storyOf({ artefact }: Finding, { artefacts }: Workpiece): Story | undefined {
	return artefacts.stories.find(({ id }) => id === artefact);
}

export function contextOf({ artefact }: Finding, { artefacts }: Workpiece): Context | undefined {
	return artefacts.contexts.find(({ id }) => id === artefact);
}

/** The Design with its whole text; without the text there is nothing to mend. */
export function designOf(
	{ artefact }: Finding,
	{ artefacts, designText }: Workpiece,
): { readonly design: Design; readonly markdown: string } | undefined {
	const design = artefacts.designs.find(({ id }) => id === artefact);
	const markdown = design === undefined ? '' : designText(design.id);
	return design === undefined || markdown === '' ? undefined : { design, markdown };
}

/** What follows the slash in a field: `criteria/ac_…`, `dependencies/cx_…`. */
export function partOf({ field }: Finding): string {
	return field?.slice(field.indexOf('/') + 1) ?? '';
}
