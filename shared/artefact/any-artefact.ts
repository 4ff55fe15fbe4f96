import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ArtefactId } from '#shared/id.ts';

/** Any artefact, with its kind. */
export type AnyArtefact =
	| { readonly kind: 'story'; readonly story: Story }
	| { readonly kind: 'context'; readonly context: Context }
	| { readonly kind: 'design'; readonly design: Design };

/** Stories, then contexts, then designs, each in the order of their files. */
export function allArtefacts({ stories, contexts, designs }: Artefacts): readonly AnyArtefact[] {
	return [
		...stories.map((story) => ({ kind: 'story' as const, story })),
		...contexts.map((context) => ({ kind: 'context' as const, context })),
		...designs.map((design) => ({ kind: 'design' as const, design })),
	];
}

/** Each by its id; of two with one id the first is meant. */
export function artefactsById(artefacts: Artefacts): ReadonlyMap<ArtefactId, AnyArtefact> {
	const all = allArtefacts(artefacts).toReversed();
	return new Map(all.map((artefact) => [idOf(artefact), artefact]));
}

export function idOf(artefact: AnyArtefact): ArtefactId {
	if (artefact.kind === 'story') return artefact.story.id;
	return artefact.kind === 'context' ? artefact.context.id : artefact.design.id;
}

/** The artefact itself: the same object until it reads otherwise. */
export function wordsOf(artefact: AnyArtefact): Story | Context | Design {
	if (artefact.kind === 'story') return artefact.story;
	return artefact.kind === 'context' ? artefact.context : artefact.design;
}

export function titleOf(artefact: AnyArtefact): string {
	if (artefact.kind === 'story') return artefact.story.title;
	return artefact.kind === 'context' ? artefact.context.name : artefact.design.component;
}
