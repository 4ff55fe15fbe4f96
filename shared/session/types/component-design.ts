import type { SessionType } from '#shared/session/session-type.ts';

export const componentDesign: SessionType = {
	kind: 'component-design',
	title: 'Design a component',
	goal: 'A component has a design that people approved: what it offers, how it behaves, how it is tested.',
	about: 'design',
	requires: 'upstream',
	steps: [
		{
			kind: 'work',
			name: 'design',
			title: 'Write the design',
			instruction:
				'Write the design of this component with write_design, after the template. Name the criteria it serves in the front matter. Say what it offers (signatures), how it behaves for each of them, what it refuses and how, and the test assertions, one line each. Use only what the context may depend on. Leave out what the code will say better. Hand in the id of the design.',
			output: 'written',
			checks: ['artefacts-clean', 'artefacts-submitted'],
			writes: ['design', 'comment'],
			inputs: [
				...(['rules', 'template', 'context', 'stories', 'neighbours', 'artefact'] as const),
				...(['earlier', 'findings'] as const),
			],
		},
		{
			kind: 'gate',
			name: 'approval',
			title: 'People approve the design',
			of: 'artefact',
			returnsTo: 'design',
		},
	],
};
