import type { MapRule } from '#shared/trace/rule.ts';

/** People, agents and context maps name Stories by title. */
export const titleUsedTwice: MapRule = {
	id: 'title-used-twice',
	severity: 'error',
	says: 'No two stories have the same title.',
	about: 'all',
	needs: ['stories'],
	check({ stories }) {
		const titled = stories.filter(({ called }) => called !== '');
		const byTitle = Map.groupBy(titled, ({ called }) => called);
		return [...byTitle.values()].flatMap((alike) =>
			alike.slice(1).map((story) => ({
				artefact: story.id,
				field: 'title',
				message: `Another story is called “${story.title}” too.`,
				fix: 'Give this one a title that says how it differs.',
			})),
		);
	},
};
