/**
 * A difference whose cost is bounded, whatever came in. Comparing costs length times difference, so
 * long sequences are first cut at the symbols that both hold once, in the order that most of them
 * share; what lies between two cuts is compared, or, where it is still long, replaced whole.
 */

import diff from 'fast-diff';
import { append } from '#shared/append.ts';

const EXACT = 2_000;
const MOST_WORK = 100_000;

/** As `fast-diff` answers, of texts without surrogates. */
export function boundedDiff(before: string, after: string): diff.Diff[] {
	const ends = sharedEnds(before, after);
	const { start, end } = ends;
	const one = before.slice(start, before.length - end);
	const other = after.slice(start, after.length - end);
	const pieces: diff.Diff[] = [[diff.EQUAL, before.slice(0, start)]];
	if (one.length + other.length <= EXACT) append(pieces, diff(one, other));
	else append(pieces, cutDiff(one, other));
	pieces.push([diff.EQUAL, before.slice(before.length - end)]);
	return pieces.filter(([, piece]) => piece !== '');
}

function cutDiff(before: string, after: string): diff.Diff[] {
	const pieces: diff.Diff[] = [];
	let [a, b] = [0, 0];
	for (const [nextA, nextB] of [...anchorsOf(before, after), [before.length, after.length]]) {
		const [one, other] = [before.slice(a, nextA), after.slice(b, nextB)];
		if (one.length * other.length <= MOST_WORK) append(pieces, diff(one, other));
		else pieces.push([diff.DELETE, one], [diff.INSERT, other]);
		pieces.push([diff.EQUAL, before.slice(nextA, nextA + 1)]);
		[a, b] = [nextA + 1, nextB + 1];
	}
	return pieces;
}

/** Places of symbols that both hold once: the longest run of them that is in order in both. */
function anchorsOf(before: string, after: string): (readonly [number, number])[] {
	const places = onceIn(after);
	const pairs = [...onceIn(before)].flatMap(([symbol, at]): [number, number][] => {
		const there = places.get(symbol);
		return there === undefined ? [] : [[at, there]];
	});
	pairs.sort((one, other) => one[0] - other[0]);
	const tails: number[] = [];
	const previous: number[] = [];
	for (const [n, [, there]] of pairs.entries()) {
		let [low, high] = [0, tails.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < there) low = middle + 1;
			else high = middle;
		}
		previous[n] = tails[low - 1] ?? -1;
		tails[low] = n;
	}
	const run: (readonly [number, number])[] = [];
	for (let n = tails.at(-1) ?? -1; n !== -1; n = previous[n] ?? -1) {
		const pair = pairs[n];
		if (pair !== undefined) run.push(pair);
	}
	return run.reverse();
}

function onceIn(text: string): Map<string, number> {
	const places = new Map<string, number>();
	for (let at = 0; at < text.length; at++) {
		const symbol = text.charAt(at);
		places.set(symbol, places.has(symbol) ? -1 : at);
	}
	for (const [symbol, at] of places) if (at === -1) places.delete(symbol);
	return places;
}

function sharedEnds(before: string, after: string): { start: number; end: number } {
	const room = Math.min(before.length, after.length);
	let start = 0;
	while (start < room && before[start] === after[start]) start++;
	let end = 0;
	while (end < room - start && before[before.length - 1 - end] === after[after.length - 1 - end])
		end++;
	return { start, end };
}
