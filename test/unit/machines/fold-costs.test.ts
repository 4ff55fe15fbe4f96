/** What the fold asks and keeps where many wrote beside each other or disputed for long. */
import { describe, expect, test } from 'vitest';
import { createAttestationBook } from '#machines/evidence/attestation-book.ts';
import { emptyContext, isApproved } from '#machines/lifecycle/context.ts';
import type { Fact } from '#machines/lifecycle/fact.ts';
import { createFold } from '#machines/lifecycle/fold.ts';
import { knownIn } from '#machines/lifecycle/foreknown.ts';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { MAX_PARENTS } from '#shared/lifecycle/event.ts';
import { createEventGraph, type PlacedEvent } from '#shared/lifecycle/order.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { attested, DESIGN } from '#test/fixtures/attested.ts';
import {
	blob,
	device,
	foundingBy,
	memberId,
	relayId,
	revision,
	STORY,
	signedBy,
} from '#test/fixtures/events.ts';

const submitted = {
	type: 'submitted',
	artefact: STORY,
	revision: revision('one'),
	criteria: {},
	basis: [],
} satisfies EventPayload;

/** A log that grows by layers: all of one know every one of the layer before. */
function layeredLog() {
	const founding = foundingBy('ada');
	const events: VerifiedEvent[] = [founding];
	let heads = [founding.id];
	function say(payload: EventPayload, parents: readonly string[]) {
		const at = new Date(Date.UTC(2026, 0, 1) + events.length).toISOString();
		const event = signedBy('ada', payload, founding.id, parents, { at });
		events.push(event);
		return event;
	}
	function layer(payload: EventPayload, count: number) {
		while (heads.length > 1) {
			const joint = { type: 'archived', artefact: OTHER } as const;
			heads = [...heads.slice(MAX_PARENTS), say(joint, heads.slice(0, MAX_PARENTS)).id];
		}
		const above = heads;
		const said = Array.from({ length: count }, () => say(payload, above));
		heads = said.map(({ id }) => id);
		return said;
	}
	function context() {
		const ledger = createLedger(founding.id);
		ledger.add(events);
		return ledger.state().artefacts.get(STORY)?.context ?? emptyContext(STORY);
	}
	return { layer, context };
}

const OTHER = 'st_zzzzzzzzzz';
const MANY = 150;

/** Lists by identity: what is kept, not what is said. */
const kept = (lists: readonly (readonly string[])[]) => ({
	lists: new Set(lists).size,
	longest: Math.max(...lists.map(({ length }) => length)),
});

describe('many beside each other', () => {
	test('[OR7] [LC6] share the list of the many that supersede them', () => {
		const { layer, context } = layeredLog();
		layer(submitted, MANY);
		layer(submitted, MANY);
		const { submissions } = context();
		expect(kept(submissions.map(({ supersededBy }) => supersededBy))).toEqual({
			lists: 2,
			longest: MANY,
		});
	});

	test('[OR7] [LC9] share the list of the many that replace them', () => {
		const { layer, context } = layeredLog();
		const answers = layer(submitted, 1)[0]?.id ?? '';
		const approved = { type: 'approved', answers, revision: submitted.revision } as const;
		layer(approved, MANY);
		layer(approved, MANY);
		const verdicts = context().submissions.flatMap((one) => one.verdicts);
		expect(kept(verdicts.map(({ replacedBy }) => replacedBy))).toEqual({ lists: 2, longest: MANY });
	});

	test('[OR7] [LC13] share the list of the many that lift them', () => {
		const { layer, context } = layeredLog();
		layer(submitted, MANY);
		layer({ type: 'archived', artefact: STORY }, MANY);
		layer({ type: 'restored', artefact: STORY }, MANY);
		const { archivals, submissions } = context();
		const lists = [
			archivals.map(({ liftedBy }) => liftedBy),
			submissions.map(({ resetBy }) => resetBy),
		];
		for (const some of lists) expect(kept(some)).toEqual({ lists: 1, longest: MANY });
	});

	test('[OR7] [LC6] are not looked through by one that stands beside them', () => {
		const { layer, context } = layeredLog();
		const { event, id } = layer(submitted, MANY)[0] ?? {};
		if (event?.type !== 'submitted' || id === undefined) throw new Error('It is no submission.');
		const { submissions } = context();
		let read = 0;
		const watched = new Proxy(submissions, {
			get: (list, key) => {
				if (typeof key === 'string' && /^\d+$/.test(key)) read++;
				return Reflect.get(list, key);
			},
		});
		const beside: Fact = {
			...{ type: 'submitted', event, id, depth: submissions[0]?.depth ?? 0 },
			...{ by: { kind: 'member', member: memberId('ada') }, role: 'owner', assurance: 'device' },
			...{ policy: DEFAULT_POLICY, sees: () => true, lastKnown: () => [] },
			wasApproved: () => true,
		};
		expect(knownIn(watched, beside)).toEqual([]);
		expect(read).toBeLessThan(20);
		// One below them knows them all.
		expect(knownIn(submissions, { ...beside, depth: beside.depth + 1 })).toHaveLength(MANY);
	});
});

test('[OR7] [LC9] what is asked about a text in dispute grows with the number of its rounds', () => {
	const [short, long] = [60, 120].map((rounds) => {
		const { layer, context } = layeredLog();
		for (let n = 0; n < rounds; n++) {
			const [refused] = layer(submitted, 1);
			layer({ type: 'changesRequested', answers: refused?.id ?? '', reason: blob('no') }, 1);
			const [agreed] = layer(submitted, 1);
			const answers = agreed?.id ?? '';
			layer({ type: 'approved', answers, revision: submitted.revision }, 1);
		}
		let asked = 0;
		const sees = () => ++asked > 0;
		expect(isApproved(context(), submitted.revision, sees)).toBe(true);
		return asked;
	});
	expect(long).toBeLessThan(2.5 * (short ?? 0));
});

test('[OR7] what is kept of a text that is reaffirmed again and again grows with their number', () => {
	const [short = 0, long = 0] = [40, 80].map((times) => {
		const { layer, context } = layeredLog();
		const answers = layer(submitted, 1)[0]?.id ?? '';
		layer({ type: 'approved', answers, revision: submitted.revision }, 1);
		for (let n = 0; n < times; n++) layer({ type: 'reaffirmed', answers, basis: [] }, 1);
		const [one] = context().submissions;
		expect(one?.reaffirmations).toHaveLength(times);
		return JSON.stringify(one?.reaffirmations).length;
	});
	expect(long).toBeLessThan(2.2 * short);
});

test('[OR7] in a log that is folded from nothing nobody looks for what rules did not know', () => {
	const founding = foundingBy('ada');
	const graph = createEventGraph();
	graph.add(founding);
	for (let n = 0; n < MANY; n++) {
		const name = `p${n}`;
		const one = { member: memberId(name), name: blob(name), device: device(name) };
		const payload = { type: 'memberAdded', role: 'viewer', ...one } as const;
		graph.add(signedBy('ada', payload, founding.id, [founding.id]));
	}
	let looked = 0;
	const firstUnseenBy = (event: PlacedEvent) => {
		looked++;
		return graph.firstUnseenBy(event);
	};
	const fold = createFold({ ...graph, firstUnseenBy }, founding.id);
	expect(fold.state().membership.members.size).toBe(1 + MANY);
	// The founding and the first two: from there on it is known that some stand beside others.
	expect(looked).toBeLessThan(5);
});

test('[OR7] [EV6] the many runs of a relay that was removed are joined anew once', () => {
	const founding = foundingBy('ada');
	const graph = createEventGraph();
	graph.add(founding);
	const book = createAttestationBook();
	let asked = 0;
	const runs = Array.from({ length: MANY }, (_, n) => {
		const at = new Date(Date.UTC(2026, 0, 1) + n).toISOString();
		const placed = graph.add(
			signedBy('relay', attested('green', {}, {}), founding.id, [founding.id], { at }),
		);
		return Object.defineProperty({ ...placed }, 'chain', {
			get() {
				asked++;
				return placed.chain;
			},
		});
	});
	for (const run of runs) book.take(run, { relay: relayId('relay'), ci: false });
	expect(book.read().get(DESIGN)).toHaveLength(MANY);
	expect(asked).toBeGreaterThan(MANY);
	asked = 0;
	for (const run of runs) book.take(run, null);
	expect(asked).toBe(0);
	expect(book.read().has(DESIGN)).toBe(false);
});

test('[OR7] [MB9] a past that handovers share is looked through once for all of them', () => {
	const [short = 0, long = 0] = [50, 100].map((times) => {
		const founding = foundingBy('ada');
		const graph = createEventGraph();
		let asked = 0;
		let last = founding.id;
		function add(event: VerifiedEvent): void {
			const { chain } = graph.add(event);
			Object.defineProperty(graph.get(event.id), 'chain', {
				get() {
					asked++;
					return chain;
				},
			});
			last = event.id;
		}
		const say = (key: string, payload: EventPayload) =>
			add(signedBy(key, payload, founding.id, [last]));
		add(founding);
		const ben = { member: memberId('ben'), name: blob('ben'), device: device('ben') };
		say('ada', { type: 'memberAdded', role: 'owner', ...ben });
		for (let n = 0; n < times; n++) {
			const [key, to] = n % 2 === 0 ? ['ada/second', 'ben'] : ['ben', 'ada'];
			say(key, { type: 'founderHandedOver', to: memberId(to) });
		}
		const fold = createFold(graph, founding.id);
		asked = 0;
		expect(fold.state().membership.founder).toBe(memberId('ada'));
		expect(fold.state().notCounted.size).toBe(0);
		return asked;
	});
	expect(long).toBeLessThan(4.5 * short);
});
