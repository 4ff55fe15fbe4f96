import type { ContextRule, StoryRule } from '#shared/trace/rule.ts';

const SAYS = 'Every story has a title, every context a name.';
const FIX = 'Say in a few words what it is.';

/** Without a title nothing can be referred to. */
export const storyTitleMissing: StoryRule = {
	id: 'title-missing',
	severity: 'error',
	says: SAYS,
	about: 'story',
	check: ({ id, title }) =>
		title.trim() === ''
			? [{ artefact: id, field: 'title', message: 'This story has no title.', fix: FIX }]
			: [],
};

export const contextNameMissing: ContextRule = {
	id: 'title-missing',
	severity: 'error',
	says: SAYS,
	about: 'context',
	check: ({ id, name }) =>
		name.trim() === ''
			? [{ artefact: id, field: 'name', message: 'This context has no name.', fix: FIX }]
			: [],
};
