import { expect, test } from 'vitest';
import { admitSigned } from '#server/check/admission.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { createWorld, foundingBy, STORY } from '#test/fixtures/events.ts';

/** What joins of these, and what does not: the cause, why, and how many go with it. */
function admit(events: readonly VerifiedEvent[], root: string) {
	const copies = events.map((verified, n) => {
		const sig = { alg: 'ed25519', value: 'AAAA' } as const;
		const envelope = { event: verified.event, sig };
		const copy = { id: verified.id, envelope, canonical: '', file: 'a.jsonl', line: n + 1 };
		return [verified.id, { copy, verified }] as const;
	});
	const { events: joined, leftOut } = admitSigned(new Map(copies), root);
	return {
		joined: joined.map(({ id }) => id),
		leftOut: leftOut.map(({ copy, why, withIt }) => ({
			...{ id: copy.id, withIt },
			why: why.kind === 'missing' ? why.parent : why.refusal.guard,
		})),
	};
}

const archived = { type: 'archived', artefact: STORY } as const;

test('[LF3] the events of one workspace join, parents first, however they lie in their segments', () => {
	const { founding, root, add, say } = createWorld();
	const ben = add('ben', 'reviewer');
	const his = say('ben', archived);
	const ids = [founding, ben, his].map(({ id }) => id);
	expect(admit([his, founding, ben], root)).toEqual({ joined: ids, leftOut: [] });
});

test('[LF3] what is missing keeps out what builds on it, and is told once', () => {
	const { founding, root, say } = createWorld();
	const gone = say('ada', archived);
	const child = say('ada', { ...archived, type: 'restored' });
	const below = say('ada', archived);
	const beside = say('ada', archived, { after: [founding], at: '2026-11-22T10:00:00.000Z' });
	const both = say('ada', { ...archived, type: 'restored' }, { after: [beside, below] });
	expect(admit([founding, child, below, beside, both], root)).toEqual({
		joined: [founding.id, beside.id],
		leftOut: [{ id: child.id, why: gone.id, withIt: 2 }],
	});
});

test('[LF3] what may not join keeps out what builds on it, and each is told by itself', () => {
	const { founding, root, say } = createWorld();
	const strange = say('stranger', archived);
	const child = say('ada', { ...archived, type: 'restored' });
	const below = say('ada', archived);
	const other = say('mallory', archived, { after: [founding] });
	const refounded = foundingBy('mallory', 'B'.repeat(22));
	expect(admit([founding, strange, child, below, other, refounded], root)).toEqual({
		joined: [founding.id],
		leftOut: [
			{ id: strange.id, why: 'unknown-key', withIt: 2 },
			{ id: other.id, why: 'unknown-key', withIt: 0 },
			{ id: refounded.id, why: 'founded-already', withIt: 0 },
		],
	});
});
