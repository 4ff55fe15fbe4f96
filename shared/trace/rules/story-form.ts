import type { Rule } from '#shared/trace/rule.ts';

const ROLE = /\bas (?:an?|the)\b/i;
const GOAL = /\b(?:I|we) (?:want|need|can|would like|must|should)\b|\bto be able to\b/i;
const BENEFIT = /\b(?:so that|so (?:I|we)|in order to|because)\b/i;

/** Who, what and why: without one of them people guess. */
export const storyForm: Rule = {
	id: 'story-form',
	severity: 'info',
	check: ({ stories }) =>
		stories.flatMap((story) => {
			const missing = missingParts(story.narrative.replace(/[*_]/g, ''));
			if (missing.length === 0) return [];
			return {
				artefact: story.id,
				field: 'narrative',
				message: `“${story.title}” doesn't say ${missing.join(' or ')}.`,
				fix: 'Write it as: As a (who), I want (what), so that (why).',
			};
		}),
};

function missingParts(narrative: string): string[] {
	const parts: string[] = [];
	if (!ROLE.test(narrative)) parts.push('who wants it');
	if (!GOAL.test(narrative)) parts.push('what they want');
	if (!BENEFIT.test(narrative)) parts.push('why');
	return parts;
}
