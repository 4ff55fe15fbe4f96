/** One artefact whose texts stand apart: what is said of the one in hand is not said of the other. */
import { describe, expect, test } from 'vitest';
import { decide } from '#machines/lifecycle/decide.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { agentId, memberId, revision, STORY, signedBy } from '#test/fixtures/events.ts';
import { createTeam } from '#test/fixtures/lifecycle-team.ts';

describe('two texts beside each other', () => {
	test('[LC7] each is what its own verdicts make of it', () => {
		const world = createTeam();
		const start = [...world.ledger.heads()].flatMap((id) => world.ledger.get(id) ?? []);
		const one = world.submit('dan', 'one', { after: start });
		const two = world.submit('dan', 'two', { after: start });
		world.approve('ben', one);
		const approved = world.approve('ben', two);
		const refused = world.requestChanges('cleo', two, { after: [two] });
		expect(world.view('one').phase).toBe('approved');
		expect(world.view('two').phase).toBe('contested');
		expect(world.view('neither').phase).toBe('contested');
		const { approvals, verdicts } = world.view('two');
		expect(approvals.map(({ event }) => event)).toEqual([approved.id]);
		expect(verdicts.map(({ event }) => event).sort()).toEqual([approved.id, refused.id].sort());
	});
});

test('[SU6] a change is told of as its Agent’s, where one made it', () => {
	const world = createTeam();
	world.addRelay();
	world.addAgent('robin');
	const first = world.submit('dan', 'one');
	world.approve('ben', first);
	const basis = [{ artefact: STORY, submitted: first.id, revision: revision('one') }];
	world.approve('ben', world.submit('dan', 'design', { artefact: DESIGN, basis }));
	const next = world.submit('relay', 'two', { agent: 'robin' });
	const upstream = () => revision('two');
	const because = () => world.view('design', { upstream }, DESIGN).suspectBecause;
	expect(because()).toMatchObject([{ change: { event: next.id, by: agentId('robin') } }]);
	world.approve('ben', next);
	expect(because()).toMatchObject([{ change: { approvedBy: [memberId('ben')] } }]);
});

test('[LC20] a device is refused before it signs where a passkey is asked for', () => {
	const world = createTeam();
	const { id } = world.submit('dan', 'one');
	const assurance = { ...DEFAULT_POLICY.assurance, story: 'presence' } as const;
	world.setPolicy('ada', { assurance });
	const approval = { type: 'approved', answers: id, revision: revision('one') } as const;
	const { event } = signedBy('ben', approval, world.root, world.ledger.heads());
	expect(decide(world.ledger, event)).toMatchObject({ error: { guard: 'presence-needed' } });
});

const DESIGN = 'cp_0123456789' as const;
