import { chosenText } from '#shared/session/pack/chosen-text.ts';
import { contextWords } from '#shared/session/pack/context-words.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { headingOf, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';
import { subjectOf } from '#shared/session/pack/subject.ts';

/** The Context that has the Component, or that the Session is about: its boundary. */
export function contextParts(source: PackSource, { artefact, step }: PackAbout): PartDraft[] {
	const { context } = subjectOf(source, artefact);
	const known = context === null ? null : source.known(context.id);
	if (context === null || known === null) return [];
	const chosen = chosenText(known, step.writes);
	if (chosen.artefact.kind !== 'context') return [];
	return [
		partOf({
			...{ input: 'context', title: headingOf('Context', context.id), weight: 'context' },
			note: `${chosen.note} Code of its components uses its own components and what it may depend on, nothing else.`,
			text: contextWords(chosen.artefact.context, source.artefacts),
			...{ standing: chosen.standing, artefact: context.id },
		}),
	];
}
