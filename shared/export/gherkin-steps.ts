/** The steps that a criterion spells out, or null where it speaks in other words. */
export function stepsIn(criterion: string): string[] | null {
	const text = criterion
		.replace(/\*\*|__/g, '')
		.replace(/\s+/gu, ' ')
		.trim();
	return givenWhenThen(text) ?? whenShall(text);
}

/** A step begins with its word, after a comma or full stop, a bullet, or on a line of its own. */
const STEP = /(?:^|[,.;]\s+|\s[-*•]\s+|\s)(given|when|then|and|but)\b:?\s+/gi;

/** Only where it begins with Given or When and comes to a Then. */
function givenWhenThen(text: string): string[] | null {
	if (!/^(?:[-*•]\s+)?(?:given|when)\b/i.test(text) || !/\bthen\b/i.test(text)) return null;
	const marks = [...text.matchAll(STEP)].filter(isStep);
	const steps = marks.map((mark, at) => {
		const words = text.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? text.length);
		const keyword = mark[1] ?? '';
		return `${keyword.charAt(0).toUpperCase()}${keyword.slice(1).toLowerCase()} ${words.trim()}`;
	});
	return steps.every((step) => step.includes(' ')) && steps.some((step) => step.startsWith('Then '))
		? steps.map((step) => step.replace(/[,;]$/, ''))
		: null;
}

/** Between words, only what is written large, or follows a comma, begins a step. */
function isStep(mark: RegExpExecArray): boolean {
	const keyword = mark[1] ?? '';
	const isLarge = keyword.charAt(0) !== keyword.charAt(0).toLowerCase();
	if (mark.index === 0 || isLarge) return true;
	const joins = /^(?:and|but)$/i.test(keyword);
	return !joins && /^[,.;]/.test(mark[0]);
}

/** EARS: WHEN … THE SYSTEM SHALL …. */
function whenShall(text: string): string[] | null {
	const found = /^(when|if|while|where)\s+(.+?),?\s+(?:then\s+)?(the\s.+?\bshall\s.+)$/i.exec(text);
	if (found === null) return null;
	const [, keyword = '', condition = '', outcome = ''] = found;
	const given = /^wh(?:ile|ere)$/i.test(keyword) ? 'Given' : 'When';
	const plain = outcome.replace(/^THE SYSTEM SHALL\b/, 'the system shall');
	return [`${given} ${condition}`, `Then ${plain}`];
}
