import type { Rule } from '#shared/trace/rule.ts';

const VAGUE = [
	'fast',
	'quick',
	'quickly',
	'slow',
	'responsive',
	'user-friendly',
	'user friendly',
	'easy',
	'easily',
	'simple',
	'intuitive',
	'seamless',
	'seamlessly',
	'smooth',
	'robust',
	'flexible',
	'efficient',
	'efficiently',
	'appropriate',
	'appropriately',
	'reasonable',
	'as needed',
	'if possible',
	'as soon as possible',
	'state of the art',
	'etc.',
	'etc',
	'and so on',
	'and/or',
];
const WORDS = new RegExp(
	`(?<![\\p{L}\\p{N}-])(?:${VAGUE.map((word) => word.replace('.', '\\.')).join('|')})(?![\\p{L}\\p{N}-])`,
	'iu',
);

/** Two people would test such a criterion differently. */
export const untestableWords: Rule = {
	id: 'untestable-words',
	severity: 'warning',
	check: ({ stories }) =>
		stories.flatMap((story) =>
			story.criteria.flatMap(({ id, text }) => {
				const word = WORDS.exec(text)?.[0];
				if (word === undefined) return [];
				return {
					artefact: story.id,
					field: `criteria/${id}`,
					message: `“${word}” in a criterion of “${story.title}” can't be tested as it stands.`,
					fix: 'Say what is measured and what counts as enough, or list what is meant.',
				};
			}),
		),
};
