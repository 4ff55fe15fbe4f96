import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkList } from '#machines/work/create-work-list.ts';
import type { ArtefactId } from '#shared/id.ts';
import { contextWith, storyWith } from '#test/fixtures/artefacts.ts';
import { bookshop } from '#test/fixtures/pack-world.ts';
import { errorOn, openSession, WorkWorld } from '#test/fixtures/work-world.ts';

/** One thing that happens; which, and to what, are numbers. */
function happen(world: WorkWorld, what: number, to: number): void {
	const { stories, contexts, designs } = world.texts;
	const ids: ArtefactId[] = [...stories, ...contexts, ...designs].map(({ id }) => id);
	const id = ids[to % ids.length];
	if (id === undefined) return;
	const story = stories[to % stories.length];
	const context = contexts[to % Math.max(1, contexts.length)];
	const design = designs[to % Math.max(1, designs.length)];
	const toggle = <T>(set: Set<T>, one: T) => void (set.delete(one) || set.add(one));
	const DEEDS = [
		() => world.approve(id),
		() => world.approve(id),
		() => world.submit(id),
		() => world.log.requestChanges('ada', world.submit(id)),
		() => world.log.say('ada', { type: 'archived', artefact: id }),
		() => story && world.edit({ ...story, narrative: `Otherwise ${to}.` }),
		() => story && world.edit({ ...story, criteria: story.criteria.slice(1) }),
		() => context && world.edit({ ...context, responsibilities: `Other ${to}.` }),
		() =>
			context && world.edit({ ...context, stories: stories.slice(to % 3).map((one) => one.id) }),
		() => context && world.edit({ ...context, components: context.components.slice(1) }),
		() => design && world.edit({ ...design, body: `${design.body}\n${to}` }),
		() =>
			design &&
			world.edit({ ...design, criteria: stories.flatMap((one) => one.criteria.map((c) => c.id)) }),
		() => {
			world.texts = { ...world.texts, designs: designs.slice(1) };
		},
		() => {
			world.texts = { ...world.texts, stories: [...stories, storyWith()].slice(-6) };
		},
		() => {
			world.texts = { ...world.texts, contexts: [...contexts, contextWith()].slice(-5) };
		},
		() => {
			world.findings = to % 2 ? [] : [errorOn(id, `Wrong ${to}.`)];
		},
		() => toggle(world.implemented, id),
		() => toggle(world.verified, id),
		() => toggle(world.tested, id),
		() => {
			world.sessions = to % 3 ? [openSession(to % 2 ? 'change' : 'component-code', id)] : [];
		},
		() => {
			world.sessions = [openSession('context-mapping', null)];
		},
		() =>
			world.log.setPolicy('ada', {
				gates: { story: 'required', context: 'required', design: to % 2 ? 'off' : 'required' },
			}),
	];
	DEEDS[what % DEEDS.length]?.();
}

const deeds = fc.array(fc.tuple(fc.nat(21), fc.nat(12)), { minLength: 1, maxLength: 25 });

describe('a work list that is kept', () => {
	test('[NW5] says after every change what a first look at everything would say', () => {
		const steps = new Set<string>();
		fc.assert(
			fc.property(deeds, (all) => {
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
