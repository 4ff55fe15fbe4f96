/** The Stories that the work is for, with their criteria, or their titles where it is about all. */
import type { AcceptanceCriterionId, StoryId } from '#shared/id.ts';
import { chosenText } from '#shared/session/pack/chosen-text.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { headingOf, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';
import type { PartWeight } from '#shared/session/pack/part-weight.ts';
import { storyWords } from '#shared/session/pack/story-words.ts';
import { contextOf, designOf, subjectOf } from '#shared/session/pack/subject.ts';

export function storyParts(source: PackSource, about: PackAbout): PartDraft[] {
	const { kind, artefact } = about;
	const { stories } = source.artefacts;
	if (kind === 'context-mapping') return toMap(source, about);
	if (artefact === null || subjectOf(source, artefact).story !== null) {
		// What this Session wrote came back to be changed.
		const own = stories.filter(({ id }) => id !== artefact && about.written.includes(id));
		return [
			...own.flatMap(({ id }) => whole(source, about, id, 'stories', null)),
			...titles(
				source,
				stories.filter((one) => one.id !== artefact && !own.includes(one)).map(({ id }) => id),
			),
		];
	}
	const { context, component } = subjectOf(source, artefact);
	const served = component === null ? [] : servedBy(source, about);
	const holding = stories.filter((story) => story.criteria.some(({ id }) => served.includes(id)));
	if (holding.length > 0) {
		return holding.flatMap(({ id }) => whole(source, about, id, 'always', served));
	}
	const named = contextOf(context && source.known(context.id))?.stories ?? [];
	return named.flatMap((id) => whole(source, about, id, 'always', null));
}

function servedBy(source: PackSource, { artefact, step }: PackAbout): AcceptanceCriterionId[] {
	return artefact === null ? [] : [...(designOf(source, artefact, step.writes)?.criteria ?? [])];
}

/** What no Context satisfies comes whole; of the rest the titles are enough. */
function toMap(source: PackSource, about: PackAbout): PartDraft[] {
	const { stories, contexts } = source.artefacts;
	const mapped = new Set(contexts.flatMap((context) => context.stories));
	const [open, done] = [
		stories.filter(({ id }) => !mapped.has(id)),
		stories.filter(({ id }) => mapped.has(id)),
	];
	return [
		...open.flatMap(({ id }) => whole(source, about, id, 'stories', null)),
		...titles(
			source,
			done.map(({ id }) => id),
			'Stories that have a context',
		),
	];
}

function whole(
	source: PackSource,
	{ step }: PackAbout,
	id: StoryId,
	weight: PartWeight,
	served: readonly AcceptanceCriterionId[] | null,
): PartDraft[] {
	const known = source.known(id);
	if (known === null) return [];
	const { artefact, note, standing } = chosenText(known, step.writes);
	if (artefact.kind !== 'story') return [];
	const text = storyWords(artefact.story, served);
	const title = headingOf('Story', id);
	return [partOf({ input: 'stories', title, note, text, standing, artefact: id, weight })];
}

function titles(
	source: PackSource,
	ids: readonly StoryId[],
	title = 'Stories that are there',
): PartDraft[] {
	const lines = ids.flatMap((id) => {
		const known = source.known(id);
		const story = known?.now.kind === 'story' ? known.now.story : null;
		const state = known?.approved === null ? 'draft' : 'approved';
		return story === null ? [] : [`- ${id} (${state}): ${story.title}`];
	});
	if (lines.length === 0) return [];
	const note = 'Titles alone; read_artefact gives the rest.';
	const text = lines.join('\n');
	return [partOf({ input: 'stories', title, note, text, weight: 'stories', cuttable: true })];
}
