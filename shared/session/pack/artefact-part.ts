import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { type ArtefactId, ComponentId, kindOf } from '#shared/id.ts';
import { canonicalTextOf } from '#shared/lifecycle/revision.ts';
import { chosenText } from '#shared/session/pack/chosen-text.ts';
import { contextWords } from '#shared/session/pack/context-words.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { headingOf, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';
import { storyWords } from '#shared/session/pack/story-words.ts';
import type { Writable } from '#shared/session/session-type.ts';

/** One artefact, whole. A Design that may be written comes with its front matter, as it is written. */
export function artefactPart(
	source: PackSource,
	{ step }: PackAbout,
	id: ArtefactId,
	how: Pick<PartDraft, 'input' | 'weight' | 'cuttable'>,
): PartDraft[] {
	const known = source.known(id);
	if (known === null) return [];
	const { artefact, note, standing } = chosenText(known, step.writes);
	const text = wordsOf(source, artefact, step.writes);
	const title = headingOf(KIND[kindOf(id)], id);
	return [partOf({ ...how, title, note, text, standing, artefact: id })];
}

function wordsOf(source: PackSource, artefact: AnyArtefact, writes: readonly Writable[]): string {
	switch (artefact.kind) {
		case 'story':
			return storyWords(artefact.story);
		case 'context':
			return contextWords(artefact.context, source.artefacts);
		case 'design': {
			const written = writes.includes('design')
				? source.designText(ComponentId.parse(artefact.design.id))
				: '';
			return (written || canonicalTextOf(artefact)).trimEnd();
		}
	}
}

const KIND = { story: 'Story', context: 'Context', design: 'Design' } as const;
