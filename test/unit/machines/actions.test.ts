import { describe, expect, test } from 'vitest';
import { type Action, type Asker, actionsFor } from '#machines/lifecycle/actions.ts';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { agentId, createWorld, memberId, revision, STORY } from '#test/fixtures/events.ts';

const clean = { written: true, errorFindings: 0, upstream: [] };

function createTeam() {
	const world = createWorld();
	world.add('ben', 'reviewer');
	world.add('dan', 'author');
	world.addRelay();
	world.addAgent('robin');

	function offers(text: string, actor: Asker, hand = clean as Parameters<typeof actionsFor>[3]) {
		const offered = actionsFor(world.ledger.state(), world.view(text), actor, hand);
		return new Map<Action, string>(
			offered.map((one) => [one.action, one.allowed ? 'allowed' : one.refusal.guard]),
		);
	}
	return { ...world, offers };
}

const ada = { member: memberId('ada') };
const ben = { member: memberId('ben') };
const dan = { member: memberId('dan') };
const robin = { agent: agentId('robin') };

describe('the actions on offer', () => {
	test('[LC19] a draft can be submitted, when nothing stands against it', () => {
		const { offers } = createTeam();
		expect(Object.fromEntries(offers('one', dan))).toEqual({
			submit: 'allowed',
			archive: 'allowed',
			bypass: 'owners-only',
		});
		expect(offers('one', dan, { ...clean, errorFindings: 2 }).get('submit')).toBe('error-findings');
		expect(offers('one', dan, { ...clean, written: false }).get('submit')).toBe('not-written');
		const upstream = [{ id: STORY, approved: false }];
		expect(offers('one', dan, { ...clean, upstream }).get('submit')).toBe('upstream-not-approved');
	});

	test('[LC19] whoever is not here is told so whatever they ask for', () => {
		const { submit, offers } = createTeam();
		submit('dan', 'one');
		const guards = [...offers('one', { member: memberId('eve') })];
		expect(guards.map(([action]) => action)).toContain('requestChanges');
		expect(new Set(guards.map(([, guard]) => guard))).toEqual(new Set(['unknown-signer']));
	});

	test('[LC19] what is in review waits for a reviewer, and for the text it was', () => {
		const { submit, approve, offers } = createTeam();
		const submitted = submit('dan', 'one');
		expect(Object.fromEntries(offers('one', ben))).toEqual({
			approve: 'allowed',
			requestChanges: 'allowed',
			withdraw: 'others-submission',
			submit: 'in-review',
			archive: 'allowed',
			bypass: 'owners-only',
		});
		expect(offers('one', dan).get('approve')).toBe('reviewers-only');
		expect(offers('one', dan).get('withdraw')).toBe('allowed');
		expect(offers('two', ben).get('approve')).toBe('text-moved-on');
		expect(offers('two', dan).get('submit')).toBe('allowed');
		approve('ben', submitted);
		expect([...offers('one', ben).keys()]).toEqual(['requestChanges', 'archive']);
	});

	test('[LC19] an Agent may submit and withdraw, and is never offered approval', () => {
		const { submit, offers } = createTeam();
		submit('relay', 'one', { agent: 'robin' });
		expect(Object.fromEntries(offers('one', robin))).toEqual({
			withdraw: 'allowed',
			submit: 'in-review',
		});
		expect(offers('two', { agent: agentId('crow') }).get('submit')).toBe('agent-not-admitted');
	});

	test('[LC19] whoever asked for changes may change their mind; others may not for them', () => {
		const { submit, requestChanges, offers } = createTeam();
		requestChanges('ben', submit('dan', 'one'));
		expect(offers('one', ben).get('approve')).toBe('allowed');
		expect(offers('two', ben).has('approve')).toBe(false);
		expect(offers('one', ada).has('approve')).toBe(false);
	});

	test('[SU15] what is suspect is reaffirmed once what it rests on is approved again', () => {
		const world = createTeam();
		const story = world.submit('dan', 'story one');
		world.approve('ben', story);
		const basis = basisOf(world.ledger.state(), [{ id: STORY, criteria: null }]);
		const context = { artefact: 'cx_0123456789', basis } as const;
		world.approve('ben', world.submit('dan', 'context', context));
		const offered = (text: string) => {
			const upstream = () => revision(text);
			const view = world.view('context', { upstream }, context.artefact);
			const offers = actionsFor(world.ledger.state(), view, ben, clean);
			const offer = offers.find(({ action }) => action === 'reaffirm');
			return offer?.allowed === false ? offer.refusal.guard : offer?.allowed;
		};
		expect(offered('story one')).toBeUndefined();
		expect(offered('story two')).toBe('upstream-open');
		const gates = { story: 'advisory', context: 'required', design: 'required' } as const;
		world.setPolicy('ada', { gates });
		expect(offered('story two')).toBe(true);
		world.setPolicy('ada', {});
		expect(offered('story two')).toBe('upstream-open');
		world.approve('ben', world.submit('dan', 'story two'));
		expect(offered('story two')).toBe(true);
	});

	test('[LC19] a gate that is off offers no decision', () => {
		const { setPolicy, offers } = createTeam();
		setPolicy('ada', { gates: { story: 'off', context: 'off', design: 'off' } });
		expect([...offers('one', ada).keys()]).toEqual(['archive']);
	});

	test('[LC19] four-eyes shows before anyone signs', () => {
		const { setPolicy, submit, offers } = createTeam();
		submit('ben', 'one');
		expect(offers('one', ben).get('approve')).toBe('allowed');
		setPolicy('ada', { fourEyes: true });
		submit('ben', 'one');
		expect(offers('one', ben).get('approve')).toBe('four-eyes');
		expect(offers('one', ada).get('approve')).toBe('allowed');
	});

	test('[LC19] four-eyes shows before anyone reaffirms', () => {
		const world = createTeam();
		world.approve('ben', world.submit('dan', 'story one'));
		const basis = basisOf(world.ledger.state(), [{ id: STORY, criteria: null }]);
		const context = { artefact: 'cx_0123456789', basis } as const;
		world.approve('ada', world.submit('ben', 'context', context));
		world.approve('ada', world.submit('dan', 'story two'));
		const offered = (actor: Asker) => {
			const upstream = () => revision('story two');
			const view = world.view('context', { upstream }, context.artefact);
			const offers = actionsFor(world.ledger.state(), view, actor, clean);
			const offer = offers.find(({ action }) => action === 'reaffirm');
			return offer?.allowed === false ? offer.refusal.guard : offer?.allowed;
		};
		expect([offered(ben), offered(ada)]).toEqual([true, true]);
		world.setPolicy('ada', { fourEyes: true });
		expect([offered(ben), offered(ada)]).toEqual(['four-eyes', true]);
		expect([offered(dan), offered(robin)]).toEqual(['reviewers-only', undefined]);
	});

	test('[LC19] a stranger is told why', () => {
		const { offers } = createTeam();
		expect(offers('one', { member: memberId('eve') }).get('submit')).toBe('unknown-signer');
	});
});
