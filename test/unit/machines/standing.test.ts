import { describe, expect, test } from 'vitest';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { wouldSuspect } from '#machines/lifecycle/would-suspect.ts';
import type { AcceptanceCriterionId } from '#shared/id.ts';
import { createWorld, memberId, partsOf, revision, STORY } from '#test/fixtures/events.ts';

const DESIGN = 'cp_0123456789' as const;
const CONTEXT = 'cx_0123456789' as const;
const EMAIL = 'ac_0000000001' as const;
const LOCK = 'ac_0000000002' as const;
const before = { [EMAIL]: 'by mail', [LOCK]: 'locks after five' };

/** What the story says: its revision follows from all of it. */
function saying(criteria: Readonly<Record<string, string>> = before, prose = 'As a customer') {
	return { text: JSON.stringify([criteria, prose]), criteria, prose };
}

/** A story with two criteria, a context on all of it, and a design that serves one of them. */
function createChain(criteria: readonly AcceptanceCriterionId[] = [EMAIL]) {
	const world = createWorld();
	for (const name of ['ben', 'cleo']) world.add(name, 'reviewer');
	const told = { story: saying() };
	const tell = (next = saying()) => {
		const story = world.submit('ada', next.text, next);
		world.approve('ben', story);
		told.story = next;
		return story;
	};
	const story = tell();
	const rest = (id: typeof STORY | typeof CONTEXT, named: typeof criteria | null) => ({
		id,
		criteria: named,
	});
	const stand = (upstream: ReturnType<typeof rest>[]) =>
		basisOf(world.ledger.state(), upstream, (id) => inHand(id));
	const inHand = (id: string) => revision(id === STORY ? told.story.text : 'context');
	const context = world.submit('ada', 'context', {
		artefact: CONTEXT,
		basis: stand([rest(STORY, null)]),
	});
	world.approve('ben', context);
	const upstream = [rest(STORY, criteria), rest(CONTEXT, null)];
	const design = world.submit('ada', 'design', { artefact: DESIGN, basis: stand(upstream) });
	world.approve('ben', design);

	function look(artefact: typeof DESIGN | typeof CONTEXT = DESIGN, text = told.story) {
		const parts = () => partsOf(text.criteria, text.prose);
		const above = (id: string) => revision(id === STORY ? text.text : 'context');
		const own = artefact === DESIGN ? 'design' : 'context';
		return world.view(own, { upstream: above, parts }, artefact);
	}
	return { world, tell, look, story, design, stand, upstream, rest };
}

describe('a design that names a criterion', () => {
	// covers: ac_ncvgcvgvzk
	test('[SU1] is suspect when that changes, and not when another does', () => {
		const { tell, look } = createChain();
		tell(saying({ ...before, [LOCK]: 'locks after three' }));
		expect(look().standing).toBe('current');
		expect(look(CONTEXT).standing).toBe('suspect');
		tell(saying({ ...before, [EMAIL]: 'by telephone' }));
		expect(look().standing).toBe('suspect');
	});

	test('[SU2] is suspect while no approved text says it, though the words in hand do', () => {
		const { world, tell, look, story } = createChain();
		world.requestChanges('ben', story);
		tell(saying({ ...before, [EMAIL]: 'by telephone' }));
		expect(look(DESIGN, saying()).standing).toBe('suspect');
	});

	test('[SU1] is suspect when the narrative or the notes change, and not for the title alone', () => {
		const { tell, look } = createChain();
		tell({ ...saying(), text: 'the same under another title' });
		expect(look().standing).toBe('current');
		expect(look(CONTEXT).standing).toBe('suspect');
		tell(saying(before, 'As an administrator'));
		expect(look()).toMatchObject({
			standing: 'suspect',
			suspectBecause: [{ criteria: [], prose: true }],
		});
	});

	test('[SU1] is suspect when the criterion is taken out, and not when one is added', () => {
		const { tell, look } = createChain();
		tell(saying({ ...before, ac_0000000003: 'greets by name' }));
		expect(look().standing).toBe('current');
		tell(saying({ [LOCK]: 'locks after five' }));
		expect(look().suspectBecause).toMatchObject([{ artefact: STORY, criteria: [EMAIL] }]);
	});

	// covers: ac_gy02zvdt6s
	test('[SU2] stands by the words in hand, approved or not, and undoing them restores it', () => {
		const { look } = createChain();
		const other = saying({ ...before, [LOCK]: 'never locks' });
		expect(look(DESIGN, other).standing).toBe('current');
		const typed = saying({ ...before, [EMAIL]: 'by pigeon' });
		expect(look(DESIGN, typed)).toMatchObject({
			standing: 'suspect',
			suspectBecause: [{ how: 'edited', criteria: [EMAIL], change: null }],
		});
		expect(look().standing).toBe('current');
	});

	test('[SU2] is suspect where no approved text says these words any more', () => {
		const { world, story, look } = createChain();
		world.requestChanges('cleo', story);
		expect(look()).toMatchObject({
			standing: 'suspect',
			suspectBecause: [{ how: 'unapproved', from: revision(saying().text) }],
		});
	});

	test('[SU3] without parts in hand rests on the whole text', () => {
		const { world, look } = createChain();
		const renamed = () => revision('another title');
		const view = world.view('design', { upstream: renamed }, DESIGN);
		expect(view.standing).toBe('suspect');
		expect(look().standing).toBe('current');
	});

	test('[SU3] rests on all of a story whose submission did not say its parts', () => {
		const world = createWorld();
		world.approve('ada', world.submit('ada', 'old'));
		const upstream = [{ id: STORY, criteria: [EMAIL] }];
		expect(basisOf(world.ledger.state(), upstream)).toEqual([
			expect.not.objectContaining({ criteria: expect.anything() }),
		]);
	});

	test('[SU3] names criteria that its story has, else it counts for nothing', () => {
		const { world, story } = createChain();
		const basis = [{ artefact: STORY, submitted: story.id, revision: revision(saying().text) }].map(
			(one) => ({ ...one, criteria: ['ac_aaaaaaaaaa'] satisfies AcceptanceCriterionId[] }),
		);
		const event = world.submit('ada', 'design two', { artefact: DESIGN, basis });
		expect(world.refusal(event)?.guard).toBe('basis-not-approved');
	});
});

describe('what is reaffirmed', () => {
	test('[SU4] holds for the criteria it names, and what was agreed before holds as well', () => {
		const { world, tell, look, design, stand, upstream } = createChain();
		const changed = saying({ ...before, [EMAIL]: 'by telephone' });
		tell(changed);
		world.say('cleo', { type: 'reaffirmed', answers: design.id, basis: stand(upstream) });
		expect(look().standing).toBe('current');
		expect(look(DESIGN, saying()).standing).toBe('current');
		expect(look(DESIGN, saying({ ...before, [EMAIL]: 'by fax' })).standing).toBe('suspect');
	});

	test('[SU4] carries no criterion that it does not name', () => {
		const { world, look, design, stand, rest } = createChain([EMAIL, LOCK]);
		const basis = stand([rest(STORY, [LOCK]), rest(CONTEXT, null)]);
		world.say('cleo', { type: 'reaffirmed', answers: design.id, basis });
		const other = saying({ ...before, [EMAIL]: 'by fax' });
		expect(look(DESIGN, other).standing).toBe('current');
		const locks = saying({ ...before, [LOCK]: 'never locks' });
		expect(look(DESIGN, locks).standing).toBe('suspect');
	});

	test('[SU5] a change stops where what it reached is still right', () => {
		const { tell, look } = createChain();
		tell(saying({ ...before, ac_0000000003: 'greets by name' }));
		expect(look(CONTEXT).standing).toBe('suspect');
		expect(look().standing).toBe('current');
	});
});

describe('the reason', () => {
	test('[SU6] names the artefact, both texts, who changed it and who approved that', () => {
		const { tell, look, story } = createChain();
		const changed = saying({ ...before, [EMAIL]: 'by telephone' });
		const event = tell(changed);
		expect(look().suspectBecause).toEqual([
			{
				artefact: STORY,
				how: 'approved',
				from: story.event.type === 'submitted' ? story.event.revision : '',
				to: revision(changed.text),
				criteria: [EMAIL],
				prose: false,
				change: {
					event: event.id,
					by: memberId('ada'),
					at: event.event.at,
					approvedBy: [memberId('ben')],
				},
			},
		]);
	});

	test('[SU7] an archived upstream makes suspect what rests on it, and says who archived it', () => {
		const { world, look } = createChain();
		const archived = world.say('cleo', { type: 'archived', artefact: STORY });
		const because = {
			how: 'archived',
			to: null,
			change: { event: archived.id, by: memberId('cleo') },
		};
		for (const artefact of [DESIGN, CONTEXT] as const) {
			expect(look(artefact)).toMatchObject({ standing: 'suspect', suspectBecause: [because] });
		}
	});

	test('[SU7] an upstream whose text is gone makes suspect what rests on it', () => {
		const { world } = createChain();
		const view = world.view('design', { upstream: () => null, parts: () => null }, DESIGN);
		expect(view.suspectBecause.map(({ how, to }) => [how, to])).toEqual([
			['gone', null],
			['gone', null],
		]);
	});
});

describe('a preview', () => {
	// covers: ac_fp8ccq2vzj
	test('[SU8] names exactly what a text would make suspect', () => {
		const { world } = createChain();
		const own = (id: string) => revision(id === DESIGN ? 'design' : 'context');
		const preview = (next: ReturnType<typeof saying> | null) =>
			wouldSuspect(
				world.ledger.state(),
				STORY,
				next && { revision: revision(next.text), parts: partsOf(next.criteria, next.prose) },
				own,
			);
		expect(preview(saying())).toEqual([]);
		expect(preview(saying({ ...before, [LOCK]: 'never locks' }))).toEqual([CONTEXT]);
		expect(preview(saying({ ...before, [EMAIL]: 'by fax' }))).toEqual([DESIGN, CONTEXT]);
		expect(preview(null)).toEqual([DESIGN, CONTEXT]);
		world.setPolicy('ada', { gates: { story: 'off', context: 'required', design: 'required' } });
		expect(preview(null)).toEqual([]);
	});
});
