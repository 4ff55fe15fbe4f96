import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { wouldSuspect } from '#machines/lifecycle/would-suspect.ts';
import { createWorld, partsOf, revision, STORY } from '#test/fixtures/events.ts';
import { delivered, everything, outcomes, rerolled } from '#test/fixtures/outcome.ts';
import { folded, randomLog } from '#test/fixtures/random-log.ts';

const DESIGN = 'cp_0123456789' as const;
const CRITERIA = ['ac_0000000001', 'ac_0000000002', 'ac_0000000003'] as const;
const PATIENCE = { timeout: 60_000 };

const words = fc.constantFrom('one', 'two');
const said = fc.record({
	title: words,
	prose: fc.oneof({ weight: 4, arbitrary: fc.constant('one') }, words),
	criteria: fc.tuple(...CRITERIA.map(() => fc.option(words, { freq: 6 }))),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

const named = fc.subarray([...CRITERIA], { minLength: 1 });
const steps = fc.array(fc.tuple(said, fc.boolean()), { minLength: 1, maxLength: 8 });

function story({ title, prose, criteria }: Said) {
	const kept = CRITERIA.flatMap((id, n) => (criteria[n] ? [[id, criteria[n]] as const] : []));
	return { text: JSON.stringify([title, prose, kept]), prose, criteria: Object.fromEntries(kept) };
}

/** What somebody who serves these criteria reads of the story; null where one is missing. */
function readBy(ids: readonly string[], { prose, criteria }: ReturnType<typeof story>) {
	const all = ids.map((id) => criteria[id]);
	return all.includes(undefined) ? null : JSON.stringify([prose, all]);
}

describe('standing', () => {
	test('[SU1] [SU4] [SU8] goes by the words that were agreed, and a preview says so before', () => {
		const outcomesSeen = new Set<string>();
		fc.assert(
			fc.property(named, steps, (ids, changes) => {
				const world = createWorld();
				const whole = story({ title: 'one', prose: 'one', criteria: ['one', 'one', 'one'] });
				let hand = whole;
				const own = (id: string) => revision(id === STORY ? hand.text : 'design');
				const basis = () =>
					basisOf(world.ledger.state(), [{ id: STORY, criteria: ids }], (id) => own(id));
				const look = () => {
					const parts = () => partsOf(hand.criteria, hand.prose);
					return world.view('design', { upstream: own, parts }, DESIGN).standing;
				};
				world.approve('ada', world.submit('ada', whole.text, whole));
				const design = world.submit('ada', 'design', { artefact: DESIGN, basis: basis() });
				world.approve('ada', design);
				const agreed = new Set([readBy(ids, whole)]);
				for (const [next, reaffirm] of changes.map(([one, two]) => [story(one), two] as const)) {
					const text = {
						revision: revision(next.text),
						parts: partsOf(next.criteria, next.prose),
					};
					const preview = wouldSuspect(world.ledger.state(), STORY, text, own);
					hand = next;
					world.approve('ada', world.submit('ada', next.text, next));
					const read = readBy(ids, next);
					const expected = read !== null && agreed.has(read) ? 'current' : 'suspect';
					expect(look()).toBe(expected);
					expect(preview).toEqual(expected === 'suspect' ? [DESIGN] : []);
					outcomesSeen.add(expected);
					if (!reaffirm || read === null) continue;
					world.say('ada', { type: 'reaffirmed', answers: design.id, basis: basis() });
					agreed.add(read);
					expect(look()).toBe('current');
				}
			}),
			{ numRuns: 150 },
		);
		expect(outcomesSeen.size).toBe(2);
	});

	test('[SU14] comes out alike with other ids, in any order and any batches', PATIENCE, () => {
		const seen = { suspect: 0, criteria: 0, demands: 0 };
		fc.assert(
			fc.property(
				fc.array(fc.nat(), { minLength: 30, maxLength: 70 }),
				fc.nat(),
				fc.infiniteStream(fc.nat()),
				(numbers, salt, seeds) => {
					const { root, events } = randomLog(numbers);
					const state = folded(root, events).state();
					const seed = () => seeds.next().value ?? 0;
					expect(everything(delivered(root, events, seed).state())).toEqual(everything(state));
					const again = rerolled(events, salt);
					const other = folded(again.renamed.get(root) ?? '', again.events).state();
					expect(JSON.stringify(outcomes(other))).toBe(JSON.stringify(outcomes(state)));
					for (const { standing, because } of outcomes(state).views) {
						if (standing === 'suspect') seen.suspect++;
						if (because.some(({ criteria }) => criteria.length > 0)) seen.criteria++;
					}
					for (const { submissions } of state.artefacts.values()) {
						for (const { verdicts } of submissions) {
							if (verdicts.some(({ demands }) => demands.length > 0)) seen.demands++;
						}
					}
				},
			),
			{ numRuns: 300 },
		);
		expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
	});
});
