import type { StoryRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

interface Form {
	readonly role: RegExp;
	readonly goal: RegExp;
	readonly benefit: RegExp;
}

/** The sentence in the languages that teams write it in. */
const FORMS: readonly Form[] = [
	{
		role: /\bas (?:an?|the|every|(?:any|some|every)(?:one|body)|whoever)\b/i,
		goal: /\b(?:I|we) (?:want|need|can|would like|must|should)\b|\bto be able to\b/i,
		benefit: /\b(?:so that|so (?:I|we)|in order to|because)\b/i,
	},
	{
		role: /\bals\b/i,
		goal: /\b(?:möchte|will|kann|muss|brauche)\b/i,
		benefit: /\b(?:damit|um|weil|so ?dass)\b/i,
	},
	{
		role: /\ben tant que?\b|\ben tant qu['’]/i,
		goal: /\b(?:je (?:veux|peux|souhaite|dois)|j['’]ai besoin)\b/i,
		benefit: /\b(?:afin|pour|parce que)\b/i,
	},
	{
		role: /\bcomo\b/i,
		goal: /\b(?:quiero|necesito|puedo|quero|preciso|posso|deseo|desejo)\b/i,
		benefit: /\b(?:para|porque|así)\b/i,
	},
];

const PARTS = [
	['role', 'who wants it'],
	['goal', 'what they want'],
	['benefit', 'why'],
] as const;

/** Who, what and why: without one of them people guess. */
export const storyForm: StoryRule = {
	id: 'story-form',
	severity: 'info',
	says: 'A story says who wants what, and why.',
	about: 'story',
	check({ id, title, narrative }) {
		const missing = missingParts(narrative.replace(/[*_]/g, ''));
		if (missing.length === 0) return [];
		return [
			{
				artefact: id,
				field: 'narrative',
				message: `“${titleOf(title)}” doesn't say ${missing.join(' or ')}.`,
				fix: 'Write it as: As a (who), I want (what), so that (why).',
			},
		];
	},
};

/** What is missing from the form that fits best. */
function missingParts(narrative: string): string[] {
	const missing = FORMS.map((form) =>
		PARTS.flatMap(([part, words]) => (form[part].test(narrative) ? [] : words)),
	);
	return missing.reduce((best, other) => (other.length < best.length ? other : best));
}
