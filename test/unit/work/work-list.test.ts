import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkList } from '#machines/work/create-work-list.ts';
import type { ArtefactId } from '#shared/id.ts';
import { bookshop } from '#test/fixtures/pack-world.ts';
import { DEEDS, happen } from '#test/fixtures/work-deeds.ts';
import { WorkWorld } from '#test/fixtures/work-world.ts';

describe('a work list that is kept', () => {
	test('[NW5] says after every change what a first look at everything would say', () => {
		const steps = new Set<string>();
		fc.assert(
			fc.property(DEEDS, (all) => {
				const world = new WorkWorld(bookshop().artefacts);
				const kept = createWorkList();
				kept.look(world.input);
				for (const [what, to] of all) {
					happen(world, what, to);
					const { input } = world;
					const { items } = kept.look(input);
					expect(items).toEqual(createWorkList().look(input).items);
					for (const { step } of items) steps.add(step);
				}
			}),
			{ numRuns: 150 },
		);
		expect(steps.size).toBeGreaterThan(5);
	}, 60_000);

	test('[NW5] looks again only at what a change can touch', () => {
		const shop = bookshop();
		const world = new WorkWorld(shop.artefacts);
		const looked = new Set<ArtefactId>();
		const list = createWorkList((id) => looked.add(id));
		list.look(world.input);
		expect(looked.size).toBe(9);
		const lookedAt = (deed: () => void) => {
			deed();
			looked.clear();
			list.look(world.input);
			return looked.size;
		};
		const { accounts, signIn, ids } = shop;
		expect(lookedAt(() => {})).toBe(0);
		const [design] = shop.artefacts.designs;
		expect(lookedAt(() => design && world.edit({ ...design, body: 'Otherwise.' }))).toBe(3);
		expect([...looked].sort()).toEqual([accounts.id, signIn.id, ids.session].sort());
		expect(lookedAt(() => world.approve(shop.lend.id))).toBeLessThan(9);
		expect(looked).not.toContain(ids.session);
	});

	test('[NW5] is the same object while nothing is to be done otherwise', () => {
		const world = new WorkWorld(bookshop().artefacts);
		const list = createWorkList();
		const before = list.look(world.input);
		expect(list.look(world.input)).toBe(before);
		world.implemented.add(bookshop().ids.till);
		expect(list.look(world.input)).toBe(before);
		const [design] = world.texts.designs;
		if (design !== undefined) world.edit({ ...design, body: 'Otherwise.' });
		expect(list.look(world.input)).toBe(before);
		if (design !== undefined) world.edit({ ...design, component: 'Renamed' });
		expect(list.look(world.input)).not.toBe(before);
	});
});
