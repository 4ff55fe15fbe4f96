import { isEarsLine, isGivenLine } from '#shared/markdown/labels.ts';

/**
 * A piece of a criterion: one step of Given/When/Then, or the whole of it. All pieces together are
 * the text, character by character.
 */
export interface CriterionStep {
	/** The word it begins with, to be set apart; '' for none. */
	readonly keyword: string;
	readonly text: string;
}

const STEP =
	/(?:(?<=\n[ \t]*)(?:and|but)|(?<=^|[\s])(?:given|when|then)|(?<=^|\n)scenario:)(?=[ \t])/gi;
const EARS = /^(?:when|while|if|where)\b/i;

/** `Given … when … then …` as steps; an EARS sentence with its first word apart; else as it is. */
export function criterionSteps(text: string): readonly CriterionStep[] {
	if (isGivenLine(text)) return givenSteps(text);
	const keyword = isEarsLine(text) ? (EARS.exec(text)?.[0] ?? '') : '';
	return [{ keyword, text: text.slice(keyword.length) }];
}

function givenSteps(text: string): readonly CriterionStep[] {
	const starts = [...text.matchAll(STEP)];
	const first = starts[0]?.index ?? text.length;
	const steps = starts.map((match, n) => ({
		keyword: match[0],
		text: text.slice(match.index + match[0].length, starts[n + 1]?.index ?? text.length),
	}));
	return first === 0 ? steps : [{ keyword: '', text: text.slice(0, first) }, ...steps];
}
