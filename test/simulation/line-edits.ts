/** Lines that a person or an editor puts into a document, each where chance says. */
import type * as Y from 'yjs';
import type { SeededRandom } from '#test/fixtures/random.ts';

export function insertLine(random: SeededRandom, text: Y.Text, line: string): void {
	text.insert(placeIn(random, text.toString()), `${line}\n`);
}

/** A line of its own below the heading. */
export function withLine(random: SeededRandom, text: string, line: string): string {
	const place = placeIn(random, text);
	return `${text.slice(0, place)}${line}\n${text.slice(place)}`;
}

/** A bullet below another one. */
export function withBullet(random: SeededRandom, text: string, line: string): string {
	const bullets = [...text.matchAll(/^- .*\n/gm)];
	const after = bullets[random.below(bullets.length)];
	const place = after === undefined ? text.length : after.index + after[0].length;
	return `${text.slice(0, place)}- ${line}\n${text.slice(place)}`;
}

/** The start of a line below the heading. */
function placeIn(random: SeededRandom, text: string): number {
	const starts = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
	const below = starts.filter((start) => start > text.indexOf('# Session'));
	return below[random.below(below.length)] ?? text.length;
}
