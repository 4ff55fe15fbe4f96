import type { SessionType } from '#shared/session/session-type.ts';

export const componentCode: SessionType = {
	kind: 'component-code',
	title: 'Write a component’s code',
	goal: 'The code does what the design says, and the design’s tests pass on exactly this code.',
	about: 'design',
	requires: 'artefact',
	steps: [
		{
			kind: 'work',
			name: 'code',
			title: 'Write the code file',
			instruction:
				'Write the code file of this component, and nothing else, until its tests pass. The design decides; where a test contradicts it or the design is wrong, stop and hand in a question instead of changing either. Call other components only as their signatures say. Hand in the path of the code file.',
			output: 'files',
			checks: ['test-file', 'code-file', 'only-its-files', 'tests-pass'],
			writes: ['code', 'comment'],
			inputs: [
				...(['rules', 'context', 'stories', 'neighbours', 'artefact', 'files'] as const),
				...(['earlier', 'findings'] as const),
			],
		},
	],
};
