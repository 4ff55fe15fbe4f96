import type { SessionType } from '#shared/session/session-type.ts';

export const componentTests: SessionType = {
	kind: 'component-tests',
	title: 'Write a component’s tests',
	goal: 'The test file says what the design says, and fails because there is no code yet.',
	about: 'design',
	requires: 'artefact',
	steps: [
		{
			kind: 'work',
			name: 'tests',
			title: 'Write the test file',
			instruction:
				'Write the test file of this component, and nothing else: one test for each test assertion of the design, titled with its words, naming the criterion it covers as the pack shows. The tests have to fail now, because what they call is not written; they must not fail for a mistake of their own. Hand in the path of the test file.',
			output: 'files',
			checks: ['test-file', 'only-its-files', 'tests-fail'],
			writes: ['test', 'comment'],
			inputs: [
				...(['rules', 'context', 'stories', 'neighbours', 'artefact', 'files'] as const),
				...(['earlier', 'findings'] as const),
			],
		},
	],
};
