import type { StoryRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

/** A row that somebody began; where no other has words, the Story has no criteria at all. */
export const criterionEmpty: StoryRule = {
	id: 'criterion-empty',
	severity: 'warning',
	says: 'A criterion has words.',
	about: 'story',
	check({ id, title, criteria }) {
		const empty = criteria.filter(({ text }) => text.trim() === '');
		if (empty.length === criteria.length) return [];
		return empty.map((criterion) => ({
			artefact: id,
			field: `criteria/${criterion.id}`,
			message: `A criterion of “${titleOf(title)}” is empty.`,
			fix: 'Write it, or remove it.',
		}));
	},
};
