/** Colours, for terminals that take them. */
export type Paint = (text: string, colour: keyof typeof CODES) => string;

const CODES = { red: 31, yellow: 33, blue: 34, green: 32, dim: 2, bold: 1 } as const;
const ESCAPE = '\u001b';

export function createPaint(colour: boolean): Paint {
	if (!colour) return (text) => text;
	return (text, name) => (text === '' ? '' : `${ESCAPE}[${CODES[name]}m${text}${ESCAPE}[0m`);
}
