/** Logs that somebody writes to keep others from folding them. */
import { describe, expect, test } from 'vitest';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { MAX_PARENTS } from '#shared/lifecycle/event.ts';
import { createEventGraph, isBefore } from '#shared/lifecycle/order.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import {
	blob,
	device,
	foundingBy,
	memberId,
	revision,
	STORY,
	signedBy,
} from '#test/fixtures/events.ts';

/** A log in which each says something on top of the last. */
function straightLog() {
	const founding = foundingBy('ada');
	const events: VerifiedEvent[] = [founding];
	function say(
		key: string,
		payload: EventPayload,
		heads: readonly string[] = events.slice(-1).map(({ id }) => id),
	) {
		const event = signedBy(key, payload, founding.id, heads);
		events.push(event);
		return event;
	}
	function folded() {
		const ledger = createLedger(founding.id);
		ledger.add(events);
		return ledger.state();
	}
	return { say, folded };
}

const added = (name: string, role: 'owner' | 'viewer') =>
	({
		type: 'memberAdded',
		member: memberId(name),
		name: blob(name),
		role,
		device: device(name),
	}) as const;

const submitted = {
	type: 'submitted',
	artefact: STORY,
	revision: revision('one'),
	criteria: {},
	basis: [],
} satisfies EventPayload;

/** `first` enrols somebody, who enrols the next, and so on; the name of the last. */
function chain(say: (key: string, payload: EventPayload) => VerifiedEvent, first: string): string {
	let last = first;
	for (let n = 0; n < LENGTH; n++) {
		say(last, added(`p${n}`, 'owner'));
		last = `p${n}`;
	}
	return last;
}

/** Asked from the end, so many would overflow the stack. */
const LENGTH = 1_500;

describe('the fold of', () => {
	test('[OR7] [PL2] a policy at the end of a chain of keys that nobody let in', () => {
		const { say, folded } = straightLog();
		say('ada', added('vic', 'viewer'));
		const policy = say(chain(say, 'vic'), { type: 'policySet', policy: DEFAULT_POLICY });
		const { notCounted, membership } = folded();
		expect(notCounted.get(policy.id)?.guard).toBe('unknown-signer');
		expect([...membership.members.keys()].sort()).toEqual(['ada', 'vic'].map(memberId).sort());
	});

	test('[OR7] [MB9] a handover at the end of a chain of owners', () => {
		const { say, folded } = straightLog();
		const last = chain(say, 'ada');
		const handover = say(last, { type: 'founderHandedOver', to: memberId('p0') });
		const { notCounted, membership } = folded();
		expect(notCounted.get(handover.id)?.guard).toBe('not-founder');
		expect(membership.members.size).toBe(LENGTH + 1);
		expect(membership.founder).toBe(memberId('ada'));
	});

	test('[OR7] [MB4] removals that each void the next, all beside each other', () => {
		const { say, folded } = straightLog();
		chain(say, 'ada');
		const { id: top } = say('ada', submitted);
		const removals = Array.from({ length: LENGTH }, (_, n) =>
			say(n === 0 ? 'ada' : `p${n - 1}`, { type: 'removed', subject: memberId(`p${n}`) }, [top]),
		);
		const { notCounted, membership } = folded();
		// The first holds, so the second doesn't, so the third does.
		expect(removals.map(({ id }) => notCounted.has(id))).toEqual(
			removals.map((_, n) => n % 2 === 1),
		);
		expect(membership.members.size).toBe(1 + LENGTH / 2);
	});

	test('[OR7] [LC9] a text that is sent back and approved again and again', () => {
		const { say, folded } = straightLog();
		for (let n = 0; n < 400; n++) {
			const refused = say('ada', submitted);
			say('ada', { type: 'changesRequested', answers: refused.id, reason: blob('no') });
			const agreed = say('ada', submitted);
			say('ada', { type: 'approved', answers: agreed.id, revision: submitted.revision });
		}
		expect(folded().artefacts.get(STORY)?.approvedRevisions).toEqual([submitted.revision]);
	});

	test('[OR7] [LC6] [LC13] a mind that is changed again and again, each time over the last one', () => {
		const { say, folded } = straightLog();
		const { id } = say('ada', submitted);
		for (let n = 0; n < 100; n++) {
			say('ada', { type: 'changesRequested', answers: id, reason: blob('no') });
			say('ada', { type: 'approved', answers: id, revision: submitted.revision });
		}
		for (let n = 0; n < 100; n++) {
			say('ada', { type: 'archived', artefact: STORY });
			say('ada', { type: 'restored', artefact: STORY });
		}
		const { submissions = [], archivals = [] } = folded().artefacts.get(STORY)?.context ?? {};
		const lists = [
			...archivals.map(({ liftedBy }) => liftedBy),
			...submissions.map(({ resetBy }) => resetBy),
			...submissions.flatMap(({ verdicts }) => verdicts.map(({ replacedBy }) => replacedBy)),
		];
		// A list of all that came later would grow with the square of their number.
		expect(lists.filter((later) => later.length > 1)).toEqual([]);
		expect(lists.filter((later) => later.length === 1)).toHaveLength(100 + 1 + 199);
	});
});

test('[OR7] what thousands beside each other have seen is kept once', () => {
	const graph = createEventGraph();
	const founding = foundingBy('ada');
	graph.add(founding);
	const say = (parents: readonly string[], n: number) => {
		const at = new Date(Date.UTC(2026, 0, 1) + n).toISOString();
		return graph.add(signedBy('ada', submitted, founding.id, parents, { at }));
	};
	let heads = Array.from({ length: 600 }, (_, n) => say([founding.id], n).id);
	while (heads.length > 1) {
		heads = [...heads.slice(MAX_PARENTS), say(heads.slice(0, MAX_PARENTS), heads.length).id];
	}
	const children = Array.from({ length: 100 }, (_, n) => say(heads, 1_000 + n));
	const last = say(
		children.slice(0, MAX_PARENTS).map(({ id }) => id),
		2_000,
	);
	expect(graph.placed.slice(0, 601).every((one) => isBefore(one, last))).toBe(true);
	expect(children.filter((one) => isBefore(one, last))).toHaveLength(MAX_PARENTS);
	const blocks = new Set(children.flatMap(({ seen }) => seen));
	expect(blocks.size).toBeLessThan(2 * children.length);
});
