/** A story's sentence taken apart and put together: who, what and why. */
import { withoutBlanks } from '#shared/blanks.ts';
import { isGoalSentence, isRoleSentence } from '#shared/markdown/labels.ts';
import { BENEFIT_WORDS, GOAL_WORDS } from '#shared/markdown/story-words.ts';

const GOAL = new RegExp(`(?<![\\p{L}])(?:${GOAL_WORDS.join('|')})`, 'iu');
const WHY = new RegExp(
	`[,;，、][ \\t]*(?:${BENEFIT_WORDS.join('|')})|[ \\t](?:so that|so (?:i|we) can|in order to|because|damit|zodat|afin d|afin que|para que|aby|żeby|чтобы)(?![\\p{L}])|以便`,
	'iu',
);
const MAX_TITLE = 80;

/** A title for a story that has none: what is wanted, without who and why. */
export function titleOf(sentence: string): string {
	const words = withoutBlanks(sentence.slice(0, 600).replace(/[*_`]/g, '').replace(/\s+/g, ' '));
	const goal = GOAL.exec(words);
	const who = isRoleSentence(words)
		? /^[^,，、]{1,120}(?:[,，、]|として)[ \t]*/u.exec(words)
		: null;
	const from = goal === null ? (who?.[0].length ?? 0) : goal.index + goal[0].length;
	const wanted = words.slice(from).replace(/^[ \t,:：]*(?:to (?=\p{L}))?/u, '');
	const why = WHY.exec(wanted)?.index ?? wanted.length;
	const ended = wanted.slice(0, why).replace(/[.!?。！？](?:[ \t].*)?$/u, '');
	const title = withoutBlanks(ended === '' ? words : ended).replace(/[,;:.]+$/, '');
	return shortened(title.charAt(0).toUpperCase() + title.slice(1));
}

function shortened(title: string): string {
	if (title.length <= MAX_TITLE) return title;
	const cut = title.slice(0, MAX_TITLE - 1);
	const blank = cut.lastIndexOf(' ');
	const kept = blank > MAX_TITLE / 2 ? cut.slice(0, blank) : cut.replace(/[\uD800-\uDBFF]$/, '');
	return `${kept}…`;
}

/** The languages in which a row of a table is put into a sentence. */
const FORMS = {
	en: { role: 'as a ', goal: ', I want ', why: ', so that ' },
	de: { role: 'als ', goal: ' möchte ich ', why: ', damit ' },
	fr: { role: 'en tant que ', goal: ', je veux ', why: ', afin de ' },
	es: { role: 'como ', goal: ', quiero ', why: ', para ' },
	pt: { role: 'como ', goal: ', quero ', why: ', para ' },
	it: { role: 'come ', goal: ', voglio ', why: ', per ' },
	nl: { role: 'als ', goal: ' wil ik ', why: ', zodat ' },
	pl: { role: 'jako ', goal: ', chcę ', why: ', aby ' },
	ja: { role: '', goal: 'として、', why: '。理由：' },
	zh: { role: '作为', goal: '，我想', why: '，以便' },
	none: { role: '', goal: ': ', why: ' → ' },
} as const;
export type SentenceForm = keyof typeof FORMS;

/** Cells put into one sentence; what a cell already says is not said twice. */
export function sentenceOf(
	{ role, goal, why }: { readonly role: string; readonly goal: string; readonly why: string },
	language: SentenceForm,
): string {
	if (isRoleSentence(`${goal} `) && role === '') return joined(goal, why, language);
	const form = FORMS[language];
	const who = roleOf(role, language);
	const asked = isGoalSentence(goal) ? `, ${goal}` : `${form.goal}${goal}`;
	return joined(role === '' ? goal : who + asked, why, language);
}

function joined(said: string, why: string, language: SentenceForm): string {
	if (why === '') return said;
	const whole = said.replace(/[.。]$/, '');
	return WHY.test(`, ${why}`.slice(0, 40)) ? `${whole}, ${why}` : whole + FORMS[language].why + why;
}

function roleOf(role: string, language: SentenceForm): string {
	if (isRoleSentence(`${role} `)) return role;
	const lead = FORMS[language].role;
	if (language !== 'en') return lead === '' ? role : capital(`${lead}${role}`);
	const plain = role.replace(/^as[ \t]+/i, '');
	if (/^(?:an?|the|any|every|all)[ \t]/i.test(plain)) return `As ${plain}`;
	return `As ${/^[aeiou]/i.test(plain) ? 'an' : 'a'} ${plain}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
