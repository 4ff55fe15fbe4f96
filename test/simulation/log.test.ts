import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crowdedLog } from '#test/fixtures/crowded-log.ts';
import { blob, keyId, memberId, signedBy } from '#test/fixtures/events.ts';
import { delivered, everything, outcomes, rerolled } from '#test/fixtures/outcome.ts';
import { folded, NAMES, picker, randomLog } from '#test/fixtures/random-log.ts';

const steps = fc.array(fc.nat(), { minLength: 5, maxLength: 60 });
const RUNS = { numRuns: Number(process.env['RUNS'] ?? 150) };

describe('any history', () => {
	test('[OR2] folds alike however it is delivered', () => {
		fc.assert(
			fc.property(steps, fc.nat(), (numbers, seed) => {
				const { root, events } = randomLog(numbers);
				const once = folded(root, events).state();
				const pick = picker(seed);
				const other = delivered(root, events, () => pick(1_000_000)).state();
				expect(everything(other)).toEqual(everything(once));
			}),
			RUNS,
		);
	});

	test('[OR2] things happen in them', () => {
		const seen = { approved: 0, contested: 0, notCounted: 0, handedOver: 0 };
		for (const numbers of fc.sample(steps, { numRuns: 400, seed: 1 })) {
			const { root, events } = randomLog(numbers);
			const state = folded(root, events).state();
			const phases = outcomes(state).views.map(({ phase }) => phase);
			if (phases.includes('implemented')) seen.approved++;
			if (phases.includes('contested')) seen.contested++;
			if (state.membership.founder !== memberId('ada')) seen.handedOver++;
			seen.notCounted += state.notCounted.size;
		}
		for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
	});

	test.each([
		{ history: 'any history', logBy: randomLog },
		{ history: 'one where many decide at once', logBy: crowdedLog },
	])('[OR3] $history comes out the same with other clocks and other ids', ({ logBy }) => {
		fc.assert(
			fc.property(steps, fc.nat(), (numbers, salt) => {
				const { events, founding, root } = logBy(numbers);
				const before = folded(root, events).state();
				const other = rerolled(events, salt);
				const after = folded(other.renamed.get(founding.id) ?? '', other.events).state();
				expect(outcomes(after)).toEqual(outcomes(before));
				const refused = [...before.notCounted].map(([id, { guard }]) => [
					other.renamed.get(id),
					guard,
				]);
				expect(new Map([...after.notCounted].map(([id, { guard }]) => [id, guard]))).toEqual(
					new Map(refused.map(([id, guard]) => [id ?? '', guard])),
				);
			}),
			RUNS,
		);
	});

	test('[MB4] gives a removed person nothing, whatever they sign with whatever parents', () => {
		let attacks = 0;
		fc.assert(
			fc.property(steps, fc.array(fc.nat(), { maxLength: 12 }), (numbers, more) => {
				const log = randomLog(numbers);
				const ledger = folded(log.root, log.events);
				const cut = signedBy('ada', removal('ben'), log.root, ledger.heads());
				ledger.add([cut]);
				const before = outcomes(ledger.state());
				if (ledger.state().notCounted.has(cut.id)) return;
				for (const event of randomLog(more).events.slice(1)) {
					const pick = picker(attacks++);
					const known = [...ledger.events()];
					const parents = [0, 1].flatMap(() => known[pick(known.length)]?.id ?? []);
					const { v: _, workspace: __, parents: ___, at, by: ____, ...payload } = event.event;
					const key = pick(2) === 0 ? 'ben' : 'ben/phone';
					if (ledger.state().membership.memberOfKey(keyId(key)) !== null) continue;
					if (payload.type === 'workspaceFounded') continue;
					ledger.add([signedBy(key, payload, log.root, [...new Set(parents)], { at })]);
				}
				expect(outcomes(ledger.state())).toEqual(before);
			}),
			RUNS,
		);
		expect(attacks).toBeGreaterThan(100);
	});

	test('[LC3] is never approved further by what relays sign', () => {
		let attacks = 0;
		fc.assert(
			fc.property(steps, fc.array(fc.nat(), { maxLength: 20 }), (numbers, more) => {
				const log = randomLog(numbers);
				const ledger = folded(log.root, log.events);
				const before = approvedIn(ledger.state());
				for (const event of randomLog(more).events.slice(1)) {
					const pick = picker(attacks++);
					const known = [...ledger.events()];
					const old = [0, 1].flatMap(() => known[pick(known.length)]?.id ?? []);
					const parents = pick(2) === 0 ? ledger.heads() : [...new Set(old)];
					const { v: _, workspace: __, parents: ___, at, by: ____, ...payload } = event.event;
					const agent = pick(4) === 0 ? {} : { agent: 'robin' };
					ledger.add([signedBy('relay', payload, log.root, parents, { at, ...agent })]);
				}
				for (const one of approvedIn(ledger.state())) expect(before).toContain(one);
				expect(everything(ledger.state()).members).toEqual(
					everything(folded(log.root, log.events).state()).members,
				);
			}),
			RUNS,
		);
		expect(attacks).toBeGreaterThan(100);
	});

	test('[LC4] a verdict changes the submission it answers and no other', () => {
		fc.assert(
			fc.property(steps, fc.nat(), (numbers, seed) => {
				const log = randomLog(numbers);
				const ledger = folded(log.root, log.events);
				const before = submissionsOf(ledger.state());
				const submitted = log.events.filter(({ event }) => event.type === 'submitted');
				const one = submitted[seed % submitted.length];
				if (one === undefined) return;
				const payload = { type: 'changesRequested', answers: one.id, reason: blob('x') } as const;
				const who = NAMES[seed % NAMES.length] ?? 'ada';
				ledger.add([signedBy(who, payload, log.root, ledger.heads())]);
				const after = submissionsOf(ledger.state());
				before.delete(one.id);
				after.delete(one.id);
				expect(after).toEqual(before);
			}),
			RUNS,
		);
	});
});

function removal(name: string) {
	return { type: 'removed', subject: memberId(name) } as const;
}

function approvedIn(state: ReturnType<ReturnType<typeof folded>['state']>): string[] {
	return [...state.artefacts.values()].flatMap(({ id, approvedRevisions }) =>
		approvedRevisions.map((one) => `${id} ${one}`),
	);
}

function submissionsOf(state: ReturnType<ReturnType<typeof folded>['state']>) {
	return new Map(
		[...state.artefacts.values()].flatMap(({ submissions }) =>
			submissions.map((one) => [
				one.event,
				one.verdicts.map(({ event, stands }) => [event, stands]),
			]),
		),
	);
}
