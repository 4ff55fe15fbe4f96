/** What may be told of an artefact's approval, and of code that came before it. */
import { namedRules } from '#server/check/rules/named-rules.ts';

export const STATE_RULES = [
	...namedRules('error', {
		'code-before-approval': 'Code is written after its design was approved.',
	}),
	...namedRules('warning', {
		'changed-since-approval': 'What reads as approved is what was approved.',
		'approved-missing': 'What is approved has its words in a file.',
		suspect: 'What an approved artefact rests on is still what it was.',
		contested: 'Reviewers agree on a text.',
		bypassed: 'A gate is passed by approval.',
		'submission-untrue': 'A submission says of its text what the text says.',
		'submission-rests-on-less': 'A submission names all that its text rests on.',
	}),
	...namedRules('info', {
		'in-review': 'A submitted text has its verdict.',
		'never-approved': 'An artefact is approved.',
	}),
];
