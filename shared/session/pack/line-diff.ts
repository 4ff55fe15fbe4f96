/** How one text became another, line by line, with the lines around each change. */
import { append } from '#shared/append.ts';
import { lineChanges } from '#shared/doc/text-diff.ts';

const AROUND = 2;

export function lineDiff(before: string, after: string): string {
	const pieces: string[] = [];
	let at = 0;
	for (const { from, to, insert } of lineChanges(before, after)) {
		append(pieces, around(before.slice(at, from), at === 0));
		append(pieces, marked('-', before.slice(from, to)));
		append(pieces, marked('+', insert));
		at = to;
	}
	const rest = linesOf(before.slice(at));
	return [...pieces, ...rest.slice(0, AROUND).map((line) => `  ${line}`)].join('\n');
}

/** What is the same between two changes: what follows the one, and what comes before the other. */
function around(same: string, isFirst: boolean): string[] {
	const lines = linesOf(same).map((line) => `  ${line}`);
	const kept = isFirst ? AROUND : 2 * AROUND;
	if (lines.length <= kept) return lines;
	return [...(isFirst ? [] : lines.slice(0, AROUND)), '  …', ...lines.slice(-AROUND)];
}

function marked(sign: string, text: string): string[] {
	return linesOf(text).map((line) => `${sign} ${line}`);
}

function linesOf(text: string): string[] {
	return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
