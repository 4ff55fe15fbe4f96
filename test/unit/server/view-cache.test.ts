import { describe, expect, test } from 'vitest';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { observe } from '#machines/lifecycle/observe.ts';
import { createViewCache } from '#server/view-cache.ts';
import { createWorld, revision, STORY } from '#test/fixtures/events.ts';

const CONTEXT = 'cx_0123456789' as const;

describe('kept views', () => {
	test('[LC11] are the same object until something they rest on changes, and never out of date', () => {
		const world = createWorld();
		world.add('ben', 'reviewer');
		const story = world.submit('ada', 'story one');
		world.approve('ben', story);
		const basis = basisOf(world.ledger.state(), [{ id: STORY, criteria: null }]);
		const viewFrom = createViewCache();
		const draft = observe(world.ledger.state(), CONTEXT, { revision: revision('context one') });
		const asked = () => {
			throw new Error('A draft that nobody submitted needs no revision.');
		};
		const hand = {
			revision: asked,
			implemented: true,
			verified: false,
			upstream: asked,
			parts: asked,
		};
		expect(viewFrom(world.ledger.state(), 'cx_aaaaaaaaaa', hand).phase).toBe('draft');
		expect(viewFrom(world.ledger.state(), CONTEXT, hand)).toEqual(draft);
		const context = world.submit('ada', 'context one', { artefact: CONTEXT, basis });
		const look = (text = 'context one', above = 'story one', implemented = false) => {
			const hand = {
				implemented,
				verified: false,
				upstream: () => revision(above),
				parts: () => null,
			};
			const state = world.ledger.state();
			const view = viewFrom(state, CONTEXT, { ...hand, revision: () => revision(text) });
			expect(view).toEqual(observe(state, CONTEXT, { ...hand, revision: revision(text) }));
			return view;
		};

		const before = look();
		expect(look()).toBe(before);
		world.submit('ada', 'another', { artefact: 'st_aaaaaaaaaa' });
		expect(look()).toBe(before);
		world.approve('ben', context);
		const approved = look();
		expect(approved).not.toBe(before);
		for (const other of [
			look('context two'),
			look('context one', 'story two'),
			look('context one', 'story one', true),
		]) {
			expect(other).not.toEqual(approved);
		}
		world.approve('ben', world.submit('ada', 'story two'));
		expect(look('context one', 'story two').standing).toBe('suspect');
	});
});
