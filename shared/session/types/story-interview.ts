import type { SessionType } from '#shared/session/session-type.ts';

export const storyInterview: SessionType = {
	kind: 'story-interview',
	title: 'Interview for stories',
	goal: 'What people need is written down as user stories with testable criteria, and approved.',
	about: null,
	requires: null,
	steps: [
		{
			kind: 'work',
			name: 'interview',
			title: 'Ask, and write the stories',
			instruction:
				'Find out who needs what, and why. Ask the person one question at a time by handing in a question; read the answer with get_step. When you know enough, write each story with write_story: a title, who wants what and why, and criteria that one test each can check. Ask about failure, limits and permissions before you leave them out. Hand in the ids of the stories.',
			output: 'written',
			checks: ['artefacts-clean', 'artefacts-submitted'],
			writes: ['story', 'comment'],
			inputs: ['rules', 'stories', 'earlier', 'findings'],
		},
		{
			kind: 'gate',
			name: 'approval',
			title: 'People approve the stories',
			of: 'written',
			returnsTo: 'interview',
		},
	],
};
