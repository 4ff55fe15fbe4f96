import { nameOf } from '#shared/trace/design-text.ts';
import { emptySections } from '#shared/trace/empty-sections.ts';
import type { DesignRule } from '#shared/trace/rule.ts';
import { hintsIn } from '#shared/trace/section-words.ts';

/** A hint is a question of the template; what is approved holds answers. */
export const hintLeft: DesignRule = {
	id: 'hint-left',
	severity: 'warning',
	says: 'No hint of the template is left in a design.',
	about: 'design',
	check(text, conventions) {
		const { design, source, body } = text;
		const rows = { first: body, end: source.lines.length };
		// An empty section is one Finding, and that one says what the hint asks.
		const empty = emptySections(text, conventions);
		return hintsIn(source, rows).flatMap((place) => {
			const row = source.lines.findIndex(({ next }) => next > place.from);
			if (empty.some(({ found }) => row >= found.rows.first && row < found.rows.end)) return [];
			return {
				artefact: design.id,
				field: 'body',
				message: `A hint of the template is still in ${nameOf(design)}.`,
				fix: 'Answer it, then remove it: comments are part of what is approved.',
				place,
				line: row + 1,
			};
		});
	},
};
