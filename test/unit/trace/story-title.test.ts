import { expect, test } from 'vitest';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { AcceptanceCriterionId, ContextId, StoryId } from '#shared/id.ts';
import { check } from '#shared/trace/checker.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { titleOf } from '#shared/trace/story-title.ts';

const criteria = ['It is fast', 'It is fast', '', 'a', 'b', 'c', 'd'].map((text, n) => ({
	id: AcceptanceCriterionId.parse(`ac_000000000${n}`),
	text,
}));

function story(n: number, change: Partial<Story>): Story {
	return {
		id: StoryId.parse(`st_000000000${n}`),
		title: '',
		narrative: 'Sign-in.',
		criteria: [],
		notes: '',
		...change,
	};
}

const accounts: Context = {
	id: ContextId.parse('cx_0000000000'),
	name: 'Accounts',
	type: 'domain',
	entity: 'Account',
	responsibilities: 'Does.',
	dependencies: [],
	stories: [],
	components: [],
	notes: '',
	unresolved: { dependencies: [], stories: [] },
};

test('[TR1] a story without a title goes by the name that the list has for it', () => {
	const stories = [story(1, { title: ' ', criteria }), story(2, {})];
	const whole = { stories, contexts: [accounts], designs: [] };
	const messages = check(whole, conventionsOf({ preset: 'typescript' })).map(
		({ message }) => message,
	);
	expect(messages).toContain('“Untitled” has no acceptance criteria.');
	expect(messages).toContain('No context satisfies “Untitled”.');
	expect(messages.filter((message) => /“\s*”/.test(message))).toEqual([]);
	expect(titleOf('Sign in')).toBe('Sign in');
});
