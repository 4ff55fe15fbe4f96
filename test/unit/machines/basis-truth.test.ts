/** An agent that holds the relay's key submits a design whose basis dodges becoming suspect. */
import { expect, test } from 'vitest';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { judgeBasis } from '#machines/lifecycle/basis-truth.ts';
import type { Basis } from '#shared/lifecycle/event.ts';
import { createWorld, revision, STORY } from '#test/fixtures/events.ts';

const EMAIL = 'ac_0000000001' as const;
const LOCK = 'ac_0000000002' as const;
const CONTEXT = 'cx_0123456789' as const;
const CRITERIA = { [EMAIL]: 'by mail', [LOCK]: 'locks after five' };

/** A story and a context that are approved, and what a design of both honestly rests on. */
function createUpstream() {
	const world = createWorld();
	world.approve('ada', world.submit('ada', 'story', { criteria: CRITERIA, prose: 'As a reader' }));
	world.approve('ada', world.submit('ada', 'map', { artefact: CONTEXT }));
	const state = world.ledger.state();
	const upstream = [
		{ id: CONTEXT, criteria: null },
		{ id: STORY, criteria: [EMAIL, LOCK] },
	];
	const [map, story] = basisOf(state, upstream);
	if (map === undefined || story === undefined) throw new Error('Both are approved.');
	const { criteria: _, ...whole } = story;
	const judge = (basis: readonly Basis[], inHand?: (id: string) => string | null) =>
		judgeBasis(state, { basis }, upstream, inHand)?.guard ?? null;
	return { map, story, whole, judge };
}

test('[SU17] the basis of the text itself passes, and one on the whole of a story', () => {
	const { map, story, whole, judge } = createUpstream();
	expect(judge([map, story])).toBeNull();
	expect(judge([story, map])).toBeNull();
	expect(judge([map, whole])).toBeNull();
});

test('[SU17] a basis that names nothing, one artefact less, or other criteria is told', () => {
	const { map, story, judge } = createUpstream();
	const dodges: readonly (readonly Basis[])[] = [
		[],
		[map],
		[story],
		[map, { ...story, criteria: [EMAIL] }],
		[map, { ...story, criteria: [LOCK] }],
		[story, { ...map, criteria: [EMAIL] }],
	];
	expect(dodges.map((one) => judge(one))).toEqual(dodges.map(() => 'less-basis'));
});

test('[SU17] nobody has to rest on what is not approved as it reads here', () => {
	const { map, judge } = createUpstream();
	const edited = (id: string) => revision(id === STORY ? 'edited since' : 'map');
	expect(judge([map], edited)).toBeNull();
	expect(judge([], edited)).toBe('less-basis');
});
