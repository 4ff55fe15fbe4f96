/** Changes a machine can make for a Finding. */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
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

/** The changes that would settle the Finding; none where only a person knows. */
export function quickFixesFor(
	finding: Finding,
	piece: Workpiece,
	conventions: Conventions,
): readonly QuickFix[] {
	if (finding.artefact === null) return [];
	return FIXES[finding.rule]?.(finding, piece, conventions) ?? [];
}

type Fixer = (finding: Finding, piece: Workpiece, conventions: Conventions) => readonly QuickFix[];

const FIXES: Readonly<Record<string, Fixer>> = {};
