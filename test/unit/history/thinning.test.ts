import { expect, test } from 'vitest';
import { toThin } from '#server/history/thinning.ts';
import { hashOf } from '#shared/hash.ts';
import { StoryId } from '#shared/id.ts';
import type { EditionHead } from '#shared/protocol/history.ts';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const HOUR = 3_600_000;
const DECIDED = hashOf('decided');

function head(n: number, hoursAgo: number, revision: string | null = null): EditionHead {
	const at = new Date(NOW.getTime() - hoursAgo * HOUR).toISOString();
	return { artefact: StoryId.parse('st_0000000001'), n, began: at, at, by: [], revision };
}

const isDecided = ({ revision }: EditionHead) => revision === DECIDED;

test('[HI5] the last week stays whole, then one edition an hour stays, then one a day', () => {
	const week = Array.from({ length: 100 }, (_, n) => head(1_000 - n, n * 1.5));
	const month = Array.from({ length: 40 }, (_, n) => head(800 - n, 24 * 20 + n / 4));
	const year = Array.from({ length: 40 }, (_, n) => head(700 - n, 24 * 200 + n));
	const all = [...week, ...month, ...year];
	const gone = new Set(toThin(all, NOW, isDecided));
	const left = all.filter(({ n }) => !gone.has(n));

	expect(left.slice(0, 100)).toEqual(week);
	const hours = left.filter(({ n }) => n <= 800 && n > 700).map(({ at }) => at.slice(0, 13));
	expect(new Set(hours).size).toBe(hours.length);
	expect(hours.length).toBeGreaterThanOrEqual(10);
	const days = left.filter(({ n }) => n <= 700).map(({ at }) => at.slice(0, 10));
	expect(days.length).toBeLessThanOrEqual(4);
	expect(left.at(-1)).toEqual(all.at(-1));
	expect(toThin(left, NOW, isDecided)).toEqual([]);
});

test('[HI5] what a decision names stays for ever', () => {
	const all = [
		head(9, 1),
		...[8, 7, 6, 5].map((n) => head(n, 24 * 300 + 0.01 * n, n === 6 ? DECIDED : null)),
		head(1, 24 * 400),
	];
	expect(toThin(all, NOW, isDecided)).toEqual([7, 5]);
});
