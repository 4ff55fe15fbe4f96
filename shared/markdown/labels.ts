/** The words by which hand-written files say what follows. */
import { withoutBlanks } from '#shared/blanks.ts';

const CRITERIA =
	/^([*_]{0,3})acceptance criteri(?:a|on)[ \t]*(?:\([^()]{0,40}\))?[ \t]*:?[ \t]*\1[ \t]*(?:\([^()]{0,40}\))?[ \t]*:?$/i;
const STORY =
	/^(?:(?:user[ -]?)?story|us)(?:[ \t]*[#-]?[ \t]*\d+(?:[.-]\d+){0,5})?[ \t]*[:–—][ \t]*/i;
const EPIC = /^epic(?:[ \t]*[#-]?[ \t]*\d+(?:[.-]\d+){0,5})?[ \t]*[:–—][ \t]*/i;
const ROLE = /^(?:[*_]{0,3})as (?:an?|the)\b/i;
const GIVEN = /^[*_]{0,3}(?:given|scenario)\b/i;
const EARS = /^[*_]{0,3}(?:when|while|if|where|the [^.]{0,60}\bshall)\b/i;

/** `**Acceptance Criteria**`, bold or plain, with a colon or none. */
export function isCriteriaLabel(text: string): boolean {
	return text.length < 120 && CRITERIA.test(withoutBlanks(text));
}

/** How many characters of a title only number it (`User Story 1: `); 0 when that is all there is. */
export function titlePrefix(title: string): number {
	const prefix = (STORY.exec(title) ?? EPIC.exec(title))?.[0].length ?? 0;
	return prefix < title.length ? prefix : 0;
}

export function isStoryTitle(title: string): boolean {
	return STORY.test(title) && titlePrefix(title) > 0;
}

/** "As a reader, I want …": the form stories are told in. */
export function isRoleSentence(text: string): boolean {
	return ROLE.test(withoutBlanks(text.slice(0, 200)));
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
