import { describe, expect, test } from 'vitest';
import { type Dossier, dossierOf } from '#machines/history/dossier.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { agentId, createWorld, keyId, memberId, revision, STORY } from '#test/fixtures/events.ts';

function createTeam() {
	const world = createWorld();
	world.add('ben', 'reviewer');
	world.add('cleo', 'reviewer');
	world.addRelay();
	world.addAgent('robin');
	const dossier = (verified: VerifiedEvent): Dossier => dossierOf(world.ledger, verified);
	return { ...world, dossier };
}

describe('the dossier of an event', () => {
	test('[TM3] names who, in which role, with which key, on which words, under which policy', () => {
		const { submit, approve, setPolicy, dossier } = createTeam();
		setPolicy('ada', { quorum: { story: 1, context: 2, design: 3 } });
		const submitted = submit('relay', 'one', { agent: 'robin' });
		const approved = approve('ben', submitted, { assurance: 'presence' });
		setPolicy('ada', { quorum: { story: 2, context: 2, design: 2 } });

		expect(dossier(approved)).toMatchObject({
			actor: { kind: 'person', id: memberId('ben') },
			role: 'reviewer',
			assurance: 'presence',
			device: { key: keyId('ben'), how: 'joined', owner: memberId('ben') },
			artefact: STORY,
			revision: revision('one'),
			submission: { id: submitted.id },
			policy: { quorum: { story: 1, context: 2, design: 3 } },
			weight: { kind: 'holds', superseded: false },
		});
		expect(dossier(submitted)).toMatchObject({
			actor: { kind: 'agent', id: agentId('robin') },
			role: null,
			device: { how: 'relay' },
		});
	});

	test('[TM3] of someone who left still says who they were, and which key it was', () => {
		const { submit, approve, say, dossier } = createTeam();
		const approved = approve('ben', submit('ada', 'one'));
		say('ada', { type: 'removed', subject: memberId('ben') });
		const late = approve('ben', submit('ada', 'two'));
		expect(dossier(approved)).toMatchObject({
			actor: { kind: 'person', id: memberId('ben') },
			device: { key: keyId('ben') },
			weight: { kind: 'holds' },
		});
		expect(dossier(late)).toMatchObject({
			actor: { id: memberId('ben') },
			policy: null,
			weight: { kind: 'not-counted' },
		});
	});

	test('[TM3] names what the approval rests on', () => {
		const { submit, approve, dossier } = createTeam();
		const upstream = submit('ada', 'one');
		approve('ben', upstream);
		const basis = [{ artefact: STORY, submitted: upstream.id, revision: revision('one') }];
		const resting = submit('ada', 'map', { artefact: 'cx_0123456789', basis });
		expect(dossier(approve('ben', resting)).basis).toEqual(basis);
	});

	test('[TM4] says what a decision is worth by now', () => {
		const { submit, approve, requestChanges, setPolicy, say, dossier } = createTeam();
		setPolicy('ada', { quorum: { story: 2, context: 2, design: 2 } });
		const first = submit('ada', 'one');
		const byBen = approve('ben', first);
		expect(dossier(byBen).weight).toEqual({ kind: 'waiting', have: 1, need: 2 });
		const byCleo = approve('cleo', first);
		expect(dossier(byBen).weight).toEqual({ kind: 'holds', superseded: false });
		const no = requestChanges('cleo', first);
		expect(dossier(byCleo).weight).toEqual({ kind: 'replaced', by: no.id });
		expect(dossier(byBen).weight.kind).toBe('opposed');

		const second = submit('ada', 'two');
		const again = approve('ben', second);
		approve('cleo', second);
		expect(dossier(byBen).weight.kind).toBe('past');
		const third = submit('ada', 'three');
		expect(dossier(again).weight).toEqual({ kind: 'holds', superseded: true });
		expect(dossier(third).weight).toEqual({ kind: 'waiting', have: 0, need: 1 });
		say('ada', { type: 'archived', artefact: STORY });
		say('ada', { type: 'restored', artefact: STORY });
		expect(dossier(again).weight.kind).toBe('reset');
	});
});
