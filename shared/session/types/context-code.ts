import type { SessionType } from '#shared/session/session-type.ts';

export const contextCode: SessionType = {
	kind: 'context-code',
	title: 'Build a context',
	goal: 'Every component of a context has its tests and its code, and the tests pass.',
	about: 'context',
	requires: 'artefact',
	steps: [
		{
			kind: 'children',
			name: 'components',
			title: 'Build each component',
			sessions: ['component-tests', 'component-code'],
		},
	],
};
