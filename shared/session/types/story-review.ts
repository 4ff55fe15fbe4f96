import type { SessionType } from '#shared/session/session-type.ts';

export const storyReview: SessionType = {
	kind: 'story-review',
	title: 'Review a story',
	goal: 'A second reader has looked for gaps in a story, it was revised, and people approved it.',
	about: 'story',
	requires: null,
	steps: [
		{
			kind: 'work',
			name: 'review',
			title: 'Look for gaps',
			instruction:
				'Read the story as somebody who has to test it. Look for criteria that no single test can check, for failures, limits and permissions nobody mentions, for two stories in one, and for words that mean different things. Change nothing. Hand in a remark for each gap; none where there is none.',
			output: 'review',
			checks: ['designs-remarked'],
			writes: ['comment'],
			inputs: ['rules', 'stories', 'artefact', 'findings'],
		},
		{
			kind: 'work',
			name: 'revise',
			title: 'Revise the story',
			instruction:
				'Answer the remarks: change the story with write_story where they are right. Leave what they are wrong about, and say why in the summary. Hand in the id of the story, changed or not.',
			output: 'written',
			checks: ['artefacts-clean', 'artefacts-submitted'],
			writes: ['story', 'comment'],
			inputs: ['rules', 'artefact', 'earlier', 'findings'],
		},
		{
			kind: 'gate',
			name: 'approval',
			title: 'People approve the story',
			of: 'artefact',
			returnsTo: 'revise',
		},
	],
};
