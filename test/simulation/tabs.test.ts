import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#shared/canonical-json.ts';
import { createTabsWorld, DOCS } from '#test/simulation/tabs/tabs-world.ts';

const STEPS = 300;

/** Seeds that once failed. They stay here for good, each with what it taught us. */
const regressions: readonly number[] = [
	// A tab stored its words after the mark that went with them: nothing ever called them saved.
	31,
	// The words of a tab that ended came to the database alone, and counted as sent.
	34,
	// A tab read of a decision after it had heard that the decision was settled.
	39,
	// A page that went in the middle of a write took what was typed since with it.
	44,
	// A tab stored its last words after another had started the document over, and ended.
	25,
	// The tab that started a document over ended, and the next brought the words over into the old one.
	48,
	// The leader read another tab's words of the database before it heard of them, and called them saved.
	8,
	// A tab opened a document with another's words in it, on their way, and called them saved.
	1080,
];
const chosen = process.env['SEED'];
const fresh = chosen ? [Number(chosen)] : Array.from({ length: 12 }, (_, n) => 9 + n);

describe('tabs in bad weather', () => {
	test.each([...regressions, ...fresh])(
		'[OF8] [OF17] [OF18] [OF20] [OF21] seed %i: all comes to the relay and to every tab, and none calls saved what is not',
		async (seed) => {
			using world = await createTabsWorld(seed);
			for (let n = 0; n < STEPS; n++) await world.step();
			await world.settle();

			expect(world.lies).toEqual([]);
			expect(world.missing().map(({ key }) => key)).toEqual([]);
			const events = world.eventsOnRelay();
			const onRelay = events.map(({ id }) => id).toSorted();
			expect(world.decided.filter((id) => !onRelay.includes(id))).toEqual([]);
			const said = events.map(({ event: { parents: _, at: __, ...words } }) =>
				canonicalJson(words),
			);
			expect(new Set(said).size).toBe(said.length);
			expect(world.doubled()).toEqual([]);
			for (const tab of world.tabs) {
				for (const doc of DOCS) expect(tab.textOf(doc)).toBe(world.textOnRelay(doc));
				const known = [...tab.book.ledger.events()].map(({ id }) => id);
				expect(known.toSorted()).toEqual(onRelay);
				expect(tab.book.provisional).toEqual([]);
				expect(tab.status.state).toBe('live');
				expect(tab.status.saved.words).toBe('Saved on the relay');
			}

			expect(world.counts.edits).toBeGreaterThan(5);
			expect(world.decided.length).toBeGreaterThan(1);
			expect(world.counts.ended + world.counts.outages).toBeGreaterThan(2);
		},
	);
});
