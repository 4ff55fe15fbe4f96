import type { SessionType } from '#shared/session/session-type.ts';

export const contextDesign: SessionType = {
	kind: 'context-design',
	title: 'Design a context',
	goal: 'A context has its components, each component has an approved design, and they fit together.',
	about: 'context',
	requires: 'upstream',
	steps: [
		{
			kind: 'work',
			name: 'outline',
			title: 'Name the components',
			instruction:
				'Decide which components the context needs so that its stories can be met, and no more: a name, a type and a code path each. Write them into the context with write_context. Hand in the id of the context.',
			output: 'written',
			checks: ['artefacts-clean', 'artefacts-submitted'],
			writes: ['context', 'comment'],
			inputs: ['rules', 'template', 'map', 'stories', 'artefact', 'earlier', 'findings'],
		},
		{
			kind: 'gate',
			name: 'approval',
			title: 'People approve the context',
			of: 'artefact',
			returnsTo: 'outline',
		},
		{
			kind: 'children',
			name: 'designs',
			title: 'Design each component',
			sessions: ['component-design'],
		},
		{
			kind: 'work',
			name: 'review',
			title: 'Review the designs together',
			instruction:
				'Read all designs of the context side by side. Look for functions that one calls and another lacks, types that differ, criteria that nobody serves, work that two do, and calls that cross a boundary the map does not allow. Change nothing. Hand in a remark for each, on the design or the context that has to change; none where all of it fits.',
			output: 'review',
			checks: ['designs-remarked'],
			writes: ['comment'],
			inputs: ['rules', 'context', 'stories', 'neighbours', 'designs', 'findings'],
		},
		{
			kind: 'work',
			name: 'revise',
			title: 'Revise the designs',
			instruction:
				'Answer the remarks of the review: change the designs with write_design where they are right, and say in the summary why you left the others. Hand in the ids of all designs of the context, changed or not.',
			output: 'written',
			checks: ['artefacts-clean', 'artefacts-submitted'],
			writes: ['design', 'comment'],
			inputs: ['rules', 'template', 'context', 'designs', 'earlier', 'findings'],
		},
		{
			kind: 'gate',
			name: 'approval-of-designs',
			title: 'People approve the designs',
			of: 'written',
			returnsTo: 'revise',
		},
	],
};
