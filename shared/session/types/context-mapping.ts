import type { SessionType } from '#shared/session/session-type.ts';

export const contextMapping: SessionType = {
	kind: 'context-mapping',
	title: 'Map the contexts',
	goal: 'Every approved story has a bounded context that satisfies it, and people approved the map.',
	about: null,
	requires: 'a-story',
	steps: [
		{
			kind: 'work',
			name: 'map',
			title: 'Draw the boundaries',
			instruction:
				'Give every approved story to a bounded context. Prefer few contexts, each owning one entity; add one that only coordinates where a story needs several. Say for each what it is responsible for and which others it may depend on; the dependencies must not form a circle. Write them with write_context. Hand in the ids of the contexts you wrote.',
			output: 'written',
			checks: ['artefacts-clean', 'stories-covered', 'artefacts-submitted'],
			writes: ['context', 'comment'],
			inputs: ['rules', 'map', 'stories', 'earlier', 'findings'],
		},
		{
			kind: 'gate',
			name: 'approval',
			title: 'People approve the contexts',
			of: 'written',
			returnsTo: 'map',
		},
	],
};
