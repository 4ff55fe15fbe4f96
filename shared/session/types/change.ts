import type { SessionType } from '#shared/session/session-type.ts';

export const change: SessionType = {
	kind: 'change',
	title: 'Follow a change',
	goal: 'Everything that an approved change made suspect was edited as little as it needs, or holds as it is.',
	about: 'any',
	requires: 'artefact',
	steps: [
		{
			kind: 'work',
			name: 'propose',
			title: 'Say what has to change',
			instruction:
				'Read what changed, and everything that is suspect because of it. Say for each whether it holds as it is or has to be edited, and why, in one sentence that names the words that changed. Prefer the smallest set of edits. Change nothing. Hand in a verdict for every suspect artefact.',
			output: 'proposal',
			checks: ['suspects-answered'],
			writes: ['comment'],
			inputs: ['rules', 'changes', 'artefact', 'designs', 'findings'],
		},
		{
			kind: 'work',
			name: 'edit',
			title: 'Make the edits',
			instruction:
				'Edit what your proposal says has to change, and nothing else, with as few words as it needs. What holds as it is stays untouched: people reaffirm it. Hand in the ids of all artefacts of the proposal.',
			output: 'written',
			checks: ['artefacts-clean', 'artefacts-submitted'],
			writes: ['story', 'context', 'design', 'comment'],
			inputs: ['rules', 'changes', 'artefact', 'designs', 'earlier', 'findings'],
		},
		{
			kind: 'gate',
			name: 'approval',
			title: 'People approve or reaffirm',
			of: 'written',
			returnsTo: 'edit',
		},
	],
};
