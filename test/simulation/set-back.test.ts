import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { createTabsWorld } from '#test/simulation/tabs/tabs-world.ts';

const STEPS = 120;
const seeds = process.env['SEED'] ? [Number(process.env['SEED'])] : [1, 2, 3, 4, 5, 6];

describe('a relay whose disk was put back from a copy', () => {
	test.each(
		seeds.flatMap((seed) => [
			{ seed, others: 'nobody else decided', count: () => 0 },
			{ seed, others: 'others decided as much', count: (lost: number) => lost },
			{ seed, others: 'others decided more', count: (lost: number) => lost + 3 },
		]),
	)('[OF24] seed $seed, $others: everybody comes to the same', async ({ seed, count }) => {
		using world = await createTabsWorld(seed, { startsAnew: false });
		for (let n = 0; n < STEPS; n++) await world.step();
		const copy = world.copyOfDisk();
		const before = world.decided.length;
		for (let n = 0; n < STEPS; n++) await world.step();
		await world.settle();
		const lost = world.eventsOnRelay().length - copy.log.position();
		const theirs = Array.from({ length: count(lost) }, (_, n): EventPayload => {
			return { type: 'archived', artefact: `st_z${String(n).padStart(9, '0')}` };
		});
		await world.setBack(copy, theirs);
		for (let n = 0; n < STEPS; n++) await world.step();
		await world.settle();

		const onRelay = world.eventsOnRelay().map(({ id }) => id);
		expect(world.decided.filter((id) => !onRelay.includes(id))).toEqual([]);
		const said = world.eventsOnRelay().map(({ event: { parents: _, at: __, ...words } }) => {
			return canonicalJson(words);
		});
		expect(new Set(said).size).toBe(said.length);
		expect(world.missing().map(({ key }) => key)).toEqual([]);
		expect(world.doubled()).toEqual([]);
		for (const tab of world.tabs) {
			const known = [...tab.book.ledger.events()].map(({ id }) => id);
			expect(known.toSorted()).toEqual(onRelay.toSorted());
			expect(tab.book.provisional).toEqual([]);
			expect(tab.status.saved.words).toBe('Saved on the relay');
		}
		expect(lost).toBeGreaterThan(0);
		expect(world.decided.length).toBeGreaterThan(before);
	});
});
