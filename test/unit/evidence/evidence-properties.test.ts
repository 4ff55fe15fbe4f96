import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceOf } from '#machines/evidence/evidence-of.ts';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { createRuns, DESIGN, handOf } from '#test/fixtures/attested.ts';
import { relayId } from '#test/fixtures/events.ts';

const step = fc.record({
	result: fc.constantFrom('green', 'red'),
	code: fc.constantFrom('one', 'two'),
	by: fc.constantFrom('relay', 'ci'),
	report: fc.boolean(),
	parents: fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }),
});
const steps = fc.array(step, { minLength: 1, maxLength: 14 });
const accept = fc.constantFrom('reports', 'runs', 'ci');

test('[EV2] [EV3] runs say the same in any order, and what their graph says', () => {
	const seen = new Set<string>();
	fc.assert(
		fc.property(
			steps,
			accept,
			fc.boolean(),
			fc.infiniteStream(fc.nat()),
			(all, least, cut, noise) => {
				const { look, run, world } = createRuns({ accept: least });
				const setUp = [...world.ledger.events()];
				const base = setUp.at(-1);
				if (base === undefined) throw new Error('The world is empty.');
				const written: {
					event: VerifiedEvent;
					ancestors: Set<number>;
					of: (typeof all)[number];
				}[] = [];
				for (const of of all) {
					const at = written.length === 0 ? [] : of.parents.map((n) => n % (written.length + 1));
					const parents = at.flatMap((n) => written[n] ?? []);
					const after =
						parents.length === 0 ? [base] : [...new Set(parents.map((one) => one.event))];
					const told = of.report ? ({ from: 'report' } as const) : {};
					const saying = {
						after,
						at: `2026-11-22T09:00:00.${String(written.length).padStart(3, '0')}Z`,
					};
					const event = run(of.result, { code: of.code }, told, saying, of.by);
					const above = at.flatMap((n) => (written[n] ? [n, ...written[n].ancestors] : []));
					written.push({ event, ancestors: new Set(above), of });
				}
				if (cut) world.say('ada', { type: 'removed', subject: relayId('ci') }, { after: [base] });

				const counts = ({ of }: (typeof written)[number]) =>
					(of.by === 'ci' ? !cut : least === 'reports' || (least === 'runs' && !of.report)) &&
					of.code === 'one';
				const standing = written.filter(
					(one, n) =>
						counts(one) && !written.some((other) => counts(other) && other.ancestors.has(n)),
				);
				const red = standing.some(({ of }) => of.result === 'red');
				const expected =
					standing.length === 0 ? ['none', 'outdated'] : red ? ['red'] : ['verified'];
				const found = look({ code: 'one' });
				expect(expected).toContain(found.result);
				seen.add(found.result);

				const shuffled = [...world.ledger.events()]
					.map((event) => ({ event, key: noise.next().value }))
					.sort((a, b) => a.key - b.key);
				const other = createLedger(world.root);
				for (const { event } of shuffled) other.add([event]);
				for (const code of ['one', 'two', 'three']) {
					const hand = handOf({ code });
					expect(evidenceOf(other.state(), DESIGN, hand)).toEqual(
						evidenceOf(world.ledger.state(), DESIGN, hand),
					);
				}
				expect(other.state().attestations).toEqual(world.ledger.state().attestations);
			},
		),
		{ numRuns: 300 },
	);
	expect([...seen].sort()).toEqual(['none', 'outdated', 'red', 'verified']);
});
