import type { ContextId } from '#shared/id.ts';
import { nameOf } from '#shared/trace/design-text.ts';
import type { ContextKeys } from '#shared/trace/keys.ts';
import type { MapRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

/**
 * A Design serves criteria of the Stories that its Context satisfies, or that a Context satisfies
 * which depends on it: what others orchestrate serves their Stories too.
 */
export const criterionElsewhere: MapRule = {
	id: 'criterion-elsewhere',
	severity: 'warning',
	says: 'A design serves stories that its context satisfies, or one that depends on it.',
	about: 'all',
	needs: ['stories', 'contexts', 'designs'],
	check({ stories, contexts, designs }) {
		const storyOf = new Map(
			stories.flatMap((story) => story.criteria.map((id) => [id, story] as const)),
		);
		const ownerOf = new Map<string, ContextKeys>(
			contexts.flatMap((one) => one.stories.map((id) => [id, one] as const)),
		);
		const byId = new Map(contexts.map((one) => [one.id, one]));
		return designs.flatMap((design) => {
			const context = design.context === null ? undefined : byId.get(design.context);
			if (context === undefined) return [];
			return design.criteria.flatMap((id) => {
				const story = storyOf.get(id);
				const owner = story && ownerOf.get(story.id);
				if (!story || !owner || reaches(byId, owner.id, context.id)) return [];
				return {
					artefact: design.id,
					field: `criteria/${id}`,
					message: `${nameOf(design)} serves a criterion of “${titleOf(story.title)}”, which ${owner.name} satisfies, not ${context.name}.`,
					fix: `Serve it in a component of ${owner.name}, or let ${owner.name} depend on ${context.name}.`,
					...design.spots.criteria,
				};
			});
		});
	},
};

function reaches(
	byId: ReadonlyMap<ContextId, ContextKeys>,
	from: ContextId,
	to: ContextId,
): boolean {
	const seen = new Set([from]);
	for (const id of seen) {
		if (id === to) return true;
		for (const next of byId.get(id)?.dependencies ?? []) seen.add(next);
	}
	return false;
}
