/** What readers of files may find. */
import { namedRules } from '#server/check/rules/named-rules.ts';

export const FILE_RULES = [
	...namedRules('error', {
		'file-outside-repository': 'A file of Lintel’s lies in the repository, and not in .git.',
		'file-not-regular': 'What Lintel reads is a regular file.',
		'file-too-large': 'A file keeps within the limits of what is read.',
		'file-not-utf8': 'A text is valid UTF-8.',
		'file-has-conflicts': 'A text has no conflict markers left in it.',
		'file-is-pointer': 'A text that Git LFS keeps is fetched.',
		'file-unreadable': 'Whoever runs the check may read the file.',
		'design-id-twice': 'No two design files have the same id.',
		'front-matter-malformed': 'The front matter of a design can be read, and its ids are ids.',
		'template-malformed': 'A template of the team can be read.',
	}),
	...namedRules('warning', {
		'team-rule-malformed': 'A rule of the team for agents says which work it is for.',
		'layout-malformed': 'The positions of the map can be read.',
		'duplicate-id': 'An id is written once in a file.',
		'config-unsigned': 'The policy in the config file is the one that an owner signed.',
		'baseline-grown': 'Nothing new is added to the baseline without being looked at.',
		'baseline-moved': 'The baseline names files where they are.',
		'settings-changed':
			'Settings that decide what is checked are looked at before they are merged.',
	}),
	...namedRules('info', {
		'text-between-criteria': 'Among the criteria of a story stand criteria.',
		'story-without-heading': 'A story has a heading of its own.',
		'not-a-story': 'A section of its own in the file of stories is a story.',
		'imports-unread': 'Of code that a context owns, the imports can be read.',
		'more-findings': 'The first hundred findings of a file are told.',
	}),
];
