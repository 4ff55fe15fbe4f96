/** The words by which hand-written files say what follows. */
import { withoutBlanks } from '#shared/blanks.ts';
import {
	CRITERIA_WORDS,
	GIVEN_WORDS,
	GOAL_WORDS,
	ROLE_WORDS,
	STORY_WORDS,
} from '#shared/markdown/story-words.ts';

const ASIDE = '(?:[ \\t]*[(（][^()（）]{0,40}[)）])?';
/** A sign or emoji before a label; never a backslash, by which a line says that it is none. */
const SIGN = '(?:[^\\p{L}\\p{N}\\s*_\\\\#>|<`~+=-]{1,4}[ \\t]{1,4})?';
/** `3. Acceptance Criteria`, `1.2 Acceptance Criteria`. */
const COUNT = '(?:\\d{1,3}(?:\\.\\d{1,3}){0,3}[.)]?[ \\t]{1,4})?';
/** How a criteria label begins, for whoever has to escape a line that is none. */
export const CRITERIA_OPENING = `${COUNT}${SIGN}[*_]{0,3}${SIGN}(?:${CRITERIA_WORDS.join('|')})(?![\\p{L}\\p{N}])`;

const CRITERIA = new RegExp(
	`^${COUNT}${SIGN}([*_]{0,3})${SIGN}(?:${CRITERIA_WORDS.join('|')})${ASIDE}[ \\t]*[:：]?[ \\t]*\\1${ASIDE}[ \\t]*[:：]?$`,
	'iu',
);
const NUMBER = '\\d{1,6}[a-z]?(?:[.-]\\d{1,6}){0,5}';
const NAMED = `(?:${STORY_WORDS.join('|')})`;
const STORY = new RegExp(
	`^(?:${NAMED}(?:[ \\t]*[#-]?[ \\t]*${NUMBER})?[ \\t]*[:：–—][ \\t]*` +
		`|[[(]?${NAMED}[ \\t]*[#-]?[ \\t]*${NUMBER}(?:[\\])](?:[ \\t]*[:：–—-])?|[ \\t]*[.)]|[ \\t]+-)[ \\t]+` +
		`|us[- ]?\\d{1,6}[ \\t]+)`,
	'iu',
);
const EPIC = /^epic(?:[ \t]*[#-]?[ \t]*\d+(?:[.-]\d+){0,5})?[ \t]*[:–—][ \t]*/i;
/** `A.1. `, `1.2 `, `3) `, `AB-12: `, `[AB-12] `: a number, but no word that says of what. */
const PLAIN =
	/^(?:[A-Z]{0,2}\.?\d{1,4}(?:\.\d{1,4}){1,5}[.):]?|[A-Z]{1,2}\.?\d{1,4}[.):]|\d{1,4}[.):]|\[[A-Z][A-Z0-9]{1,9}-\d{1,7}\]|[A-Z][A-Z0-9]{1,9}-\d{1,7}(?:[ \t]*[:–—]|[ \t]+-))[ \t]+/;

const ROLE = new RegExp(`^(?:${ROLE_WORDS.join('|')})`, 'iu');
const WANTED = new RegExp(
	`(?<![\\p{L}])(?:${GOAL_WORDS.join('|')})|たい|ほしい|欲しい|싶|원합|원한`,
	'iu',
);
const GOAL = new RegExp(`^(?:${GOAL_WORDS.join('|')})`, 'iu');
/** What may stand before a story's sentence: `**User Story:** As a …`. */
const LEAD =
	/^(?:>[ \t]?)?[*_]{0,3}(?:(?:user[ -]?)?story|objective|description|beschreibung|用户故事|ユーザーストーリー)[ \t]*[:：][*_]{0,3}[ \t]*/i;
const GIVEN = new RegExp(`^[*_]{0,3}(?:${GIVEN_WORDS.join('|')})(?![\\p{L}])`, 'iu');
const EARS = /^[*_]{0,3}(?:when|while|if|where|the [^.]{0,60}\bshall)\b/i;

/** `**Acceptance Criteria**`, bold or plain, with a colon or none, in many languages. */
export function isCriteriaLabel(text: string): boolean {
	return text.length < 120 && CRITERIA.test(withoutBlanks(text));
}

/** How many characters of a title only number it (`User Story 1: `); 0 when that is all there is. */
export function titlePrefix(title: string): number {
	const head = title.slice(0, 80);
	const found = STORY.exec(head) ?? EPIC.exec(head) ?? PLAIN.exec(head);
	const prefix = found?.[0].length ?? 0;
	return prefix < title.length ? prefix : 0;
}

export function isStoryTitle(title: string): boolean {
	return STORY.test(title.slice(0, 80)) && titlePrefix(title) > 0;
}

/** "As a reader, I want …": the form stories are told in. */
export function isRoleSentence(text: string): boolean {
	return ROLE.test(plain(text));
}

/** Whether it says both who and what: a story on its own, whatever stands around it. */
export function isWholeStory(text: string): boolean {
	const words = plain(text);
	return ROLE.test(words) && WANTED.test(words);
}

/** "I want …": what a role wants, when the role is said elsewhere. */
export function isGoalSentence(text: string): boolean {
	return GOAL.test(plain(text));
}

/** Begins a criterion told as Given/When/Then. */
export function isGivenLine(text: string): boolean {
	return GIVEN.test(withoutBlanks(text.slice(0, 200)));
}

/** Begins a criterion in EARS form: "WHEN … THE SYSTEM SHALL …". */
export function isEarsLine(text: string): boolean {
	return EARS.test(withoutBlanks(text.slice(0, 200)));
}

/** A paragraph that only introduces what follows: `Errors:`, `**Happy path**`. */
export function isCaption(lines: readonly string[]): boolean {
	const text = withoutBlanks(lines[0] ?? '');
	if (lines.length !== 1 || text.length > 120) return false;
	return /:[*_]{0,3}$/.test(text) || /^(\*\*|__)[^*_]+\1:?$/.test(text);
}

function plain(text: string): string {
	const head = withoutBlanks(text.slice(0, 300)).replace(LEAD, '');
	return withoutBlanks(head.replace(/^>[ \t]?/, '').replace(/[*_`“”„"]/g, ''));
}
