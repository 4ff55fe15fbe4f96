/** A part as Markdown: a heading and a note in Lintel's words, and everybody else's words in a fence. */
import type { PackPart } from '#shared/session/context-pack.ts';

export function partText(part: Omit<PackPart, 'tokens'>): string {
	const { input, title, note = '', text } = part;
	const heading = `## ${title}`;
	if (input === 'instruction') return `${heading}\n\n${text}`;
	return [heading, ...(note === '' ? [] : [note]), fenced(text)].join('\n\n');
}

/** A row of backticks that is longer than any in the text: no word in it can end it. */
function fenced(text: string): string {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([row]) => row.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}\n${text.replace(/\n$/, '')}\n${fence}`;
}
