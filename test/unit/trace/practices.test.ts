import { describe, expect, test } from 'vitest';
import { type Asker, actionsFor } from '#machines/lifecycle/actions.ts';
import { basisOf } from '#machines/lifecycle/basis.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import { EXAMPLE } from '#shared/trace/example.ts';
import { practicesOf, practised } from '#shared/trace/practices.ts';
import { createWorld, memberId, revision, STORY } from '#test/fixtures/events.ts';

const CONTEXT = 'cx_0123456789' as const;
const REQUIRED = { story: 'required', context: 'required', design: 'required' } as const;
const artefacts = { stories: EXAMPLE.stories, contexts: EXAMPLE.contexts, designs: [] };

describe('practices', () => {
	test('[PR1] what is off is in no list, and what is on is the same object', () => {
		expect(practised(artefacts, practicesOf({ gates: REQUIRED }))).toBe(artefacts);
		const alone = practised(
			artefacts,
			practicesOf({ gates: { ...REQUIRED, context: 'off', design: 'off' } }),
		);
		expect(alone.stories).toBe(artefacts.stories);
		expect(alone.contexts).toEqual([]);
	});

	test('[PR1] equal gates give the same practices for as long as they are in force', () => {
		const gates = { ...REQUIRED, design: 'advisory' } as const;
		expect(practicesOf({ gates })).toBe(practicesOf({ gates }));
		expect(practicesOf({ gates })).toEqual(new Set(['story', 'context', 'design']));
	});

	test.each([
		['required', 'upstream-not-approved'],
		['advisory', 'allowed'],
		['off', 'allowed'],
	] as const)('[PR2] a draft story whose gate is %s: a context on it is %s', (mode, answer) => {
		expect(submitOver({ ...REQUIRED, story: mode })).toBe(answer);
	});
});

test('[PR1] a story that moved on makes a context suspect only where stories are practised', () => {
	const world = createWorld();
	world.approve('ada', world.submit('ada', 'story one'));
	const basis = basisOf(world.ledger.state(), [{ id: STORY, criteria: null }]);
	const context = world.submit('ada', 'context one', { artefact: CONTEXT, basis });
	world.approve('ada', context);
	const hand = { upstream: () => revision('story two') };
	const standing = () => world.view('context one', hand, CONTEXT).standing;
	expect(standing()).toBe('suspect');
	world.setPolicy('ada', { gates: { ...REQUIRED, story: 'off' } });
	expect(standing()).toBe('current');
	world.setPolicy('ada', { gates: { ...REQUIRED, story: 'advisory' } });
	expect(standing()).toBe('suspect');
});

/** What an owner is offered for a Context that rests on a Story nobody approved. */
function submitOver(gates: Policy['gates']): string | undefined {
	const world = createWorld();
	world.setPolicy('ada', { gates });
	const view = { ...world.view('one'), id: CONTEXT, kind: 'context' as const };
	const actor: Asker = { member: memberId('ada') };
	const hand = { written: true, errorFindings: 0, upstream: [{ id: STORY, approved: false }] };
	const offer = actionsFor(world.ledger.state(), view, actor, hand).find(
		({ action }) => action === 'submit',
	);
	return offer?.allowed === false ? offer.refusal.guard : offer && 'allowed';
}
