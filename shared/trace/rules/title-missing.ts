import type { Rule } from '#shared/trace/rule.ts';

/** Without a title nothing can be referred to. */
export const titleMissing: Rule = {
	id: 'title-missing',
	severity: 'error',
	check: ({ stories, contexts }) =>
		[
			...stories.map(({ id, title }) => ({ id, words: title, noun: 'story', field: 'title' })),
			...contexts.map(({ id, name }) => ({ id, words: name, noun: 'context', field: 'name' })),
		]
			.filter(({ words }) => words.trim() === '')
			.map(({ id, noun, field }) => ({
				artefact: id,
				field,
				message: `This ${noun} has no ${field}.`,
				fix: 'Say in a few words what it is.',
			})),
};
