import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArtefactBook } from '#machines/lifecycle/artefact-book.ts';
import { decide } from '#machines/lifecycle/decide.ts';
import type { Fact, Observation } from '#machines/lifecycle/fact.ts';
import { judgeEvent } from '#machines/lifecycle/judge.ts';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { advance, judgeFact, replay, resume } from '#machines/lifecycle/replay.ts';
import { createAuthority } from '#machines/membership/authority.ts';
import { createPolicyBook } from '#machines/membership/policy-in-force.ts';
import { createMembershipRecords, isMembership } from '#machines/membership/records.ts';
import type { Basis } from '#shared/lifecycle/event.ts';
import { createEventGraph } from '#shared/lifecycle/order.ts';
import { createWorld, foundingBy, revision, STORY, signedBy } from '#test/fixtures/events.ts';
import { everything } from '#test/fixtures/outcome.ts';
import { ARTEFACTS, folded, randomLog, TEXTS } from '#test/fixtures/random-log.ts';

/** Histories take their time on a busy machine. */
const PATIENCE = { timeout: 60_000 };
const steps = fc.array(fc.nat(), { minLength: 5, maxLength: 40 });

describe('a ledger', () => {
	test('[OR4] keeps an event waiting for its parents, and says which they are', () => {
		const { events, root } = randomLog([1, 2, 3]);
		const [first, second, third] = events;
		if (first === undefined || second === undefined || third === undefined) throw new Error();
		const ledger = createLedger(root);
		const early = ledger.add([third]);
		expect(early.added).toEqual([]);
		expect(early.waiting).toEqual([{ event: third, missing: [second.id] }]);
		expect(ledger.add([second]).waiting).toHaveLength(2);
		const { added, waiting } = ledger.add([first]);
		expect(added.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
		expect(waiting).toEqual([]);
		expect(ledger.heads()).toEqual([third.id]);
	});

	test('[OR6] is a set', () => {
		const { events, root } = randomLog([4, 5, 6, 7]);
		const ledger = folded(root, events);
		const state = ledger.state();
		expect(ledger.add(events).added).toEqual([]);
		expect(ledger.size).toBe(events.length);
		expect(ledger.state()).toBe(state);
	});

	test('[OR1] reads parents before children, then by depth and id', PATIENCE, () => {
		fc.assert(
			fc.property(steps, (numbers) => {
				const { events, root } = randomLog(numbers);
				const read = [...folded(root, events).events()].map(({ id }) => id);
				for (const { id, event } of events) {
					for (const parent of event.parents) {
						expect(read.indexOf(parent)).toBeLessThan(read.indexOf(id));
					}
				}
				expect([...folded(root, events.toReversed()).events()].map(({ id }) => id)).toEqual(read);
			}),
			{ numRuns: 30 },
		);
	});

	test('[OR1] a late event leaves the others where they were', () => {
		const world = createWorld();
		for (const text of ['one', 'two', 'three']) world.submit('ada', text);
		const before = [...world.ledger.events()].map(({ id }) => id);
		const late = world.submit('ada', 'late', { after: [world.founding] });
		const after = [...world.ledger.events()].map(({ id }) => id);
		expect(after.filter((id) => id !== late.id)).toEqual(before);
	});

	test('[OR5] without a root takes the first founding for good', () => {
		const ledger = createLedger();
		const ada = foundingBy('ada');
		ledger.add([ada]);
		const eve = foundingBy('eve', 'E'.repeat(22));
		ledger.add([eve]);
		expect(ledger.state().root).toBe(ada.id);
		expect(ledger.state().notCounted.get(eve.id)?.guard).toBe('other-root');
	});

	test('[OR2] does not mind wide logs: many beside each other, then one that joins them', () => {
		const world = createWorld();
		const many = Array.from({ length: 50 }, (_, n) =>
			world.submit('ada', `${n}`, { after: [world.founding] }),
		);
		expect(world.ledger.heads()).toHaveLength(50);
		const joined = world.submit('ada', 'all');
		for (const one of many) {
			expect(world.refusal(world.withdraw('ada', one))?.guard).toBe('superseded');
		}
		expect(world.refusal(world.approve('ada', joined))).toBeNull();
	});

	test('states that were read stay as they were', () => {
		const world = createWorld();
		const submitted = world.submit('ada', 'one');
		const before = world.ledger.state();
		const copy = structuredClone(before.artefacts.get(STORY)?.submissions);
		world.approve('ada', submitted);
		expect(before.artefacts.get(STORY)?.submissions).toEqual(copy);
		expect(world.ledger.state().artefacts.get(STORY)?.approvedRevisions).toEqual([revision('one')]);
	});
});

describe('decide', () => {
	test('[LC20] says of any event what the fold then says', PATIENCE, () => {
		let refused = 0;
		fc.assert(
			fc.property(steps, (numbers) => {
				const { events, root } = randomLog(numbers);
				const ledger = createLedger(root);
				for (const event of events) {
					const decision = decide(ledger, event.event);
					ledger.add([event]);
					const verdict = ledger.state().notCounted.get(event.id) ?? null;
					expect(decision.ok ? null : decision.error).toEqual(verdict);
					if (verdict !== null) refused++;
				}
			}),
			{ numRuns: 120 },
		);
		expect(refused).toBeGreaterThan(50);
	});

	test('[OR4] refuses an event whose parents are unknown', () => {
		const world = createWorld();
		const event = signedBy('ada', { type: 'archived', artefact: STORY }, world.root, [
			revision('nowhere'),
		]);
		expect(decide(world.ledger, event.event)).toMatchObject({
			error: { guard: 'unknown-parents' },
		});
	});
});

describe('the machine', () => {
	test('[LC18] and the table read from it come to the same', PATIENCE, () => {
		const phases = new Set<string>();
		fc.assert(
			fc.property(steps, fc.boolean(), fc.boolean(), (numbers, implemented, verified) => {
				const { root, events } = randomLog(numbers);
				const { facts, contextOf } = factsOf(
					root,
					events.map((event) => event),
				);
				for (const artefact of ARTEFACTS) {
					const mine = facts.get(artefact) ?? [];
					const context = contextOf(artefact);
					expect(replay(artefact, mine).context).toEqual(context ?? expect.anything());
					if (context === undefined) continue;
					for (const text of TEXTS) {
						const holds = ({ submitted, criteria = [] }: Basis) =>
							submitted < '8' && criteria.length !== 1;
						const seen = { revision: revision(text), implemented, verified, holds };
						const observed: Observation = { type: 'observed', ...seen };
						const { value } = resume(context, observed);
						expect(replay(artefact, mine, observed).value).toEqual(value);
						phases.add(value.phase);
					}
				}
			}),
			{ numRuns: 40 },
		);
		expect(phases.size).toBeGreaterThan(4);
	});

	/** Folds by hand and keeps every fact, those that were refused among them. */
	function factsOf(root: string, events: Parameters<typeof folded>[1]) {
		const graph = createEventGraph();
		const records = createMembershipRecords();
		const authority = createAuthority(root, records);
		const policies = createPolicyBook(authority);
		const book = createArtefactBook(graph);
		const facts = new Map<string, Fact[]>();
		const contexts = new Map<string, ReturnType<typeof advance>>();
		for (const event of events) {
			const placed = graph.add(event);
			if (isMembership(placed)) records.insert(placed);
			else if (placed.event.type === 'policySet') policies.insert(placed);
		}
		policies.renew();
		for (const placed of graph.placed) {
			const artefact = book.artefactOf(placed);
			const standing = judgeEvent(authority, policies, placed);
			if (artefact === null || 'guard' in standing) continue;
			const fact = book.factOf(placed, standing);
			const context = book.contextOf(placed);
			if (fact === null || context === null) continue;
			facts.set(artefact, [...(facts.get(artefact) ?? []), fact]);
			if (judgeFact(context, fact) !== null) continue;
			contexts.set(artefact, advance(context, fact));
			book.record(placed, fact.by, advance(context, fact));
		}
		return { facts, contextOf: (artefact: string) => contexts.get(artefact) };
	}
});

test('[OR2] folding one by one comes to the same as folding at once', PATIENCE, () => {
	fc.assert(
		fc.property(steps, (numbers) => {
			const { root, events } = randomLog(numbers);
			const ledger = createLedger(root);
			for (const event of events) {
				ledger.add([event]);
				ledger.state();
			}
			expect(everything(ledger.state())).toEqual(everything(folded(root, events).state()));
		}),
		{ numRuns: 120 },
	);
});

test('[OR2] a state that is read late says what it said when it was asked for', () => {
	const world = createWorld();
	world.add('ben', 'reviewer');
	const submitted = world.submit('ada', 'one');
	const of = () => world.ledger.state().artefacts.get(STORY);
	const before = of();
	const beside = { after: [submitted] };
	world.requestChanges('ben', submitted, beside);
	const between = of();
	world.approve('ada', submitted, beside);
	const after = of();
	expect(before?.history).toEqual([submitted.id]);
	expect(before?.submissions[0]?.verdicts).toEqual([]);
	expect(between?.history).toHaveLength(2);
	expect(between?.lastReason).not.toBeNull();
	expect(between?.submissions[0]?.status).toBe('returned');
	expect(after?.history).toHaveLength(3);
	expect(after?.submissions[0]?.status).toBe('contested');
	expect(of()).toBe(after);
});
