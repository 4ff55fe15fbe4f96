import { chosenText } from '#shared/session/pack/chosen-text.ts';
import { contextWords } from '#shared/session/pack/context-words.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { headingOf, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';

/** Every Context, but for the one that the Session is about. Where contexts are drawn, they stay. */
export function mapParts(source: PackSource, { artefact, step }: PackAbout): PartDraft[] {
	const weight = step.writes.includes('context') && artefact === null ? 'context' : 'map';
	return source.artefacts.contexts.flatMap(({ id }) => {
		const known = id === artefact ? null : source.known(id);
		if (known === null) return [];
		const chosen = chosenText(known, step.writes);
		if (chosen.artefact.kind !== 'context') return [];
		const { note, standing } = chosen;
		const text = contextWords(chosen.artefact.context, source.artefacts);
		const title = headingOf('Context', id);
		return partOf({ input: 'map', title, note, text, standing, artefact: id, weight });
	});
}
