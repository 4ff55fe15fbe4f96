const BULLET = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?/;
const CONTINUES = /^\s*[*_]{0,3}(?:when|then|and|but)\b/i;
const GIVEN = /^[*_]{0,3}given\b/i;

/**
 * The criteria that pasted lines hold: one a line, without bullets and numbers. What is indented
 * below a line, and the steps of a Given, belong to the one above.
 */
export function pastedCriteria(text: string): string[] {
	const criteria: string[] = [];
	for (const line of text.split(/\r\n?|\n/)) {
		if (line.trim() === '') continue;
		const above = criteria.at(-1);
		const isNested = /^(?:\t| {2,})/.test(line);
		const isStep = !BULLET.test(line) && CONTINUES.test(line) && GIVEN.test(above ?? '');
		if (above !== undefined && (isNested || isStep)) {
			criteria[criteria.length - 1] = `${above}\n${isStep ? line.trim() : line.trimEnd()}`;
		} else criteria.push(line.replace(BULLET, '').trim());
	}
	return criteria.filter((one) => one !== '');
}
