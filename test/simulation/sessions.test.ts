import { describe, expect, test } from 'vitest';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { createSessionBook } from '#machines/session/session-book.ts';
import { createRandom } from '#test/fixtures/random.ts';
import { everySession } from '#test/fixtures/random-sessions.ts';
import { textOf } from '#test/fixtures/session-world.ts';
import { isKept, isSettled } from '#test/simulation/session-outcome.ts';
import { createSessionWeather } from '#test/simulation/session-world.ts';

const STEPS = 200;
/** After people have left nothing may go on for longer, whatever Agents do. */
const MOST_ROUNDS = 150;

/** Seeds that once failed. They stay here for good, each with what it taught us. */
const regressions: readonly number[] = [];
const chosen = process.env['SEED'];
const fresh = chosen ? [Number(chosen)] : Array.from({ length: 25 }, (_, n) => n);

describe('sessions in bad weather', () => {
	test.each([...regressions, ...fresh])(
		'[SX19] [SX22] seed %i: every one ends or waits for a person, and replays the same',
		(seed) => {
			const world = createSessionWeather(seed);
			for (let n = 0; n < STEPS; n++) world.step();
			let rounds = 0;
			let quiet = 0;
			while (quiet < 4 && rounds < MOST_ROUNDS) {
				rounds++;
				quiet = world.round() ? 0 : quiet + 1;
			}
			expect(rounds).toBeLessThan(MOST_ROUNDS);

			const [first, second] = world.relays;
			if (first === undefined || second === undefined) throw new Error('Two relays.');
			const unsettled = first.book.list().filter((state) => !isSettled(state, first.book));
			expect(unsettled).toEqual([]);
			expect(everySession(second.book)).toEqual(everySession(first.book));
			expect([...world.accepted].filter((id) => !isKept(id, first))).toEqual([]);

			const random = createRandom(seed);
			const replayed = createLedger(first.ledger.state().root);
			const book = createSessionBook(replayed, textOf);
			const shuffled = world.events.map((event) => ({ event, at: random.below(1_000_000) }));
			shuffled.sort((a, b) => a.at - b.at);
			for (let n = 0; n < shuffled.length; n += 50) {
				replayed.add(shuffled.slice(n, n + 50).map(({ event }) => event));
				book.list();
			}
			expect(everySession(book)).toEqual(everySession(first.book));
			expect(first.book.list().length).toBeGreaterThan(3);
			const ended = first.book.list().filter(({ phase }) => phase === 'done');
			seen.done += ended.length;
			for (const key of ['crashes', 'fights', 'garbage', 'lapses'] as const) {
				seen[key] += world.counts[key];
			}
		},
	);

	test('[SX19] and all of that weather there was', () => {
		for (const count of Object.values(seen)) expect(count).toBeGreaterThan(chosen ? 0 : 20);
	});
});

const seen = { crashes: 0, fights: 0, garbage: 0, lapses: 0, done: 0 };
