import type { StoryRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

const VAGUE: readonly string[] = [
	...['fast', 'faster', 'quick', 'quickly', 'slow', 'responsive', 'performant', 'snappy'],
	...['user-friendly', 'user friendly', 'easy', 'easily', 'easy-to-use', 'simple', 'simply'],
	...['intuitive', 'intuitively', 'seamless', 'seamlessly', 'smooth', 'smoothly', 'nice', 'clean'],
	...['robust', 'flexible', 'scalable', 'efficient', 'efficiently', 'optimal', 'modern'],
	...['appropriate', 'appropriately', 'reasonable', 'reasonably', 'adequate', 'sufficient'],
	...['as needed', 'if possible', 'where possible', 'when possible', 'as soon as possible'],
	...['as appropriate', 'if necessary', 'state of the art', 'state-of-the-art', 'best practices'],
	...['and so on', 'and/or', 'etc.', 'etc', 'tbd', 'tba'],
];
const LETTER = '[\\p{L}\\p{N}-]';
const WORDS = new RegExp(
	`(?<!${LETTER})(?:${VAGUE.toSorted((a, b) => b.length - a.length)
		.map((word) => word.replace('.', '\\.'))
		.join('|')})(?!${LETTER})`,
	'giu',
);

/** Two people would test such a criterion differently. */
export const untestableWords: StoryRule = {
	id: 'untestable-words',
	severity: 'warning',
	says: 'A criterion is one that two people would test alike: no “fast”, “user-friendly” or “etc.”.',
	about: 'story',
	check: (story) =>
		story.criteria.flatMap(({ id, text }) =>
			[...withoutCode(text).matchAll(WORDS)].map(({ 0: word, index }) => ({
				artefact: story.id,
				field: `criteria/${id}`,
				place: { from: index, to: index + word.length },
				message: `“${word}” in a criterion of “${titleOf(story.title)}” can't be tested as it stands.`,
				fix: 'Say what is measured and what counts as enough, or list what is meant.',
			})),
		),
};

/** Words in code and in quotation marks are what a person sees, not what somebody hopes for. */
function withoutCode(text: string): string {
	return text.replace(/`[^`]*`|“[^”]*”|"[^"]*"/g, (quoted) => ' '.repeat(quoted.length));
}
