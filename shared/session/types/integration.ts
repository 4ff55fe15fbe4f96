import type { SessionType } from '#shared/session/session-type.ts';

export const integration: SessionType = {
	kind: 'integration',
	title: 'Exercise a story across components',
	goal: 'Every criterion of a story is covered by a passing test that goes through the components together.',
	about: 'story',
	requires: 'artefact',
	steps: [
		{
			kind: 'work',
			name: 'exercise',
			title: 'Test the criteria across components',
			instruction:
				'For each criterion of the story write a test that goes through the components the way a user would, replacing none of them, in a test file of a design that serves the criterion. Name the criterion in the test as the pack shows. Where the story fails although every component passes, do not bend the test: hand in a question that says which design is wrong and why. Hand in the paths of the test files.',
			output: 'files',
			checks: ['criteria-pass'],
			writes: ['test', 'comment'],
			inputs: ['rules', 'stories', 'designs', 'artefact', 'files', 'earlier', 'findings'],
		},
	],
};
