import { expect, test } from 'vitest';
import { createRateLimit } from '#server/access/rate-limit.ts';
import { createClock } from '#test/unit/access/clock.ts';

const WINDOW_MS = 60_000;

function createTurns() {
	const clock = createClock();
	const turns = createRateLimit({ burst: 3, windowMs: WINDOW_MS, now: clock.now });
	/** How many turns there are now, one more than which is refused. */
	const left = () => {
		let count = 0;
		while (turns.take('ada')) count++;
		return count;
	};
	return { clock, left };
}

test('turns come back evenly, and never more than at first', () => {
	const { clock, left } = createTurns();
	expect(left()).toBe(3);
	clock.pass(WINDOW_MS / 3);
	expect(left()).toBe(1);
	clock.pass(10 * WINDOW_MS);
	expect(left()).toBe(3);
});

test('a clock that is set back takes no turn away, and turns come back as before', () => {
	const { clock, left } = createTurns();
	expect(left()).toBe(3);
	clock.pass(-24 * 60 * WINDOW_MS);
	expect(left()).toBe(0);
	clock.pass(WINDOW_MS);
	expect(left()).toBe(3);
});
