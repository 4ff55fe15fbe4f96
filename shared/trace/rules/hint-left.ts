import { nameOf } from '#shared/trace/design-text.ts';
import type { DesignRule } from '#shared/trace/rule.ts';
import { hintsIn } from '#shared/trace/section-words.ts';

/** A hint is a question of the template; what is approved holds answers. */
export const hintLeft: DesignRule = {
	id: 'hint-left',
	severity: 'warning',
	says: 'No hint of the template is left in a design.',
	about: 'design',
	check({ design, source, body }) {
		const rows = { first: body, end: source.lines.length };
		return hintsIn(source, rows).map((place) => ({
			artefact: design.id,
			field: 'body',
			message: `A hint of the template is still in ${nameOf(design)}.`,
			fix: 'Answer it, then remove it: comments are part of what is approved.',
			place,
			line: source.lines.findIndex(({ next }) => next > place.from) + 1,
		}));
	},
};
