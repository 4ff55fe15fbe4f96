import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { EventOf } from '#shared/lifecycle/event.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';

/** What a `submitted` says of its text besides the revision: a Story's parts, a Design's Context. */
export function submittedParts(
	artefact: AnyArtefact,
): Pick<EventOf<'submitted'>, 'criteria' | 'prose' | 'context'> {
	if (artefact.kind === 'story') return storyParts(artefact.story);
	const context = artefact.kind === 'design' ? artefact.design.context : null;
	return context === null ? { criteria: {} } : { criteria: {}, context };
}
