import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import type { Rule } from '#shared/trace/rule.ts';

/** People, agents and context maps name Stories by title. */
export const titleUsedTwice: Rule = {
	id: 'title-used-twice',
	severity: 'error',
	check({ stories }) {
		const byTitle = Map.groupBy(stories, ({ title }) => canonicalLine(title).toLowerCase());
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
