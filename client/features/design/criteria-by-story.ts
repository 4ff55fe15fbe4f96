import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { AcceptanceCriterionId, ContextId } from '#shared/id.ts';

export interface StoryCriteria {
	readonly story: Story;
	readonly criteria: readonly AcceptanceCriterion[];
}

/** The criteria a Design may serve: its context's stories', and of other stories the ones it serves already. */
export function criteriaByStory(
	{ stories, contexts }: Artefacts,
	context: ContextId | null,
	served: readonly AcceptanceCriterionId[],
): StoryCriteria[] {
	const own = new Set(contexts.find(({ id }) => id === context)?.stories);
	return stories
		.map((story) => ({
			story,
			criteria: story.criteria.filter(({ id }) => own.has(story.id) || served.includes(id)),
		}))
		.filter(({ criteria }) => criteria.length > 0);
}
