/** Of a tool call as much as fits one line: what it was given, and how much came of it. */

import { counted } from '#shared/counted.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { TranscriptEntry } from '#shared/session/transcript.ts';

type ToolCall = Extract<TranscriptEntry['body'], { type: 'tool' }>;

const MOST = 160;

/** `src/session.ts, 1 to 200` rather than the JSON; the first line of what is no JSON. */
export function givenWords({ input }: Pick<ToolCall, 'input'>): string {
	const read = parse(input);
	if (read === null) return cut(firstLine(input));
	const parts = Object.entries(read).flatMap(([name, value]) => {
		const words = wordsOf(value);
		return words === '' ? [] : [{ name, words }];
	});
	const [first, ...others] = parts;
	if (first === undefined) return '';
	return cut([first.words, ...others.map(({ name, words }) => `${name} ${words}`)].join(', '));
}

/** “240 lines”; nothing for what is a line or two. */
export function resultWords({ result }: Pick<ToolCall, 'result'>): string {
	const lines = result === '' ? 0 : result.replace(/\n$/, '').split('\n').length;
	return lines < 3 ? '' : counted(lines, 'line');
}

/** JSON as it is read; other texts as they are. */
export function readable(text: string): string {
	const read = parse(text);
	return read === null ? text : JSON.stringify(read, null, 2);
}

function wordsOf(value: unknown): string {
	if (typeof value === 'string') return firstLine(value);
	if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
	if (!Array.isArray(value)) return '';
	return value.every((one) => typeof one !== 'object') ? value.join(' ') : `${value.length}`;
}

function firstLine(text: string): string {
	return text.trimStart().split('\n', 1)[0] ?? '';
}

function cut(line: string): string {
	return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}

function parse(text: string): object | null {
	const read = text.trimStart().startsWith('{') ? jsonIn(text) : null;
	return typeof read === 'object' ? read : null;
}
