/**
 * Verifies every copy of every event, then leaves one of each.
 *
 * Which signatures matter is for nobody to guess: one forged removal changes who may approve. So
 * all of them are verified, a batch at a time; Node does it on its own pool of threads.
 */
import type { EventCopy } from '#server/check/log-reading.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { keysIn, verifyEnvelope } from '#shared/lifecycle/verify.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface SignedEvent {
	readonly copy: EventCopy;
	readonly verified: VerifiedEvent;
}

export interface UnsignedCopy {
	readonly copy: EventCopy;
	readonly refusal: Refusal;
	/** A copy of the same event that is signed: this one would shadow it. */
	readonly shadows: EventCopy | null;
}

export interface Signatures {
	/** One copy of each event that its author signed. */
	readonly good: ReadonlyMap<EventId, SignedEvent>;
	readonly bad: readonly UnsignedCopy[];
}

/** All of a large log are on their way while the texts are read; more would only take memory. */
const BATCH = 12_000;

/** `described` are more copies whose events describe keys; nothing else is taken from them. */
export async function verifyCopies(
	copies: readonly EventCopy[],
	described: readonly EventCopy[] = [],
): Promise<Signatures> {
	const keys = keysOf([...copies, ...described]);
	const good = new Map<EventId, SignedEvent>();
	const bad: { copy: EventCopy; refusal: Refusal }[] = [];
	/** Equal lines in two segments are one copy: two branches may save the same event. */
	const answers = new Map<string, Refusal | null>();
	for (let from = 0; from < copies.length; from += BATCH) {
		const batch = copies.slice(from, from + BATCH).map((copy) => ({ copy, name: nameOf(copy) }));
		const fresh = new Map(batch.flatMap((one) => (answers.has(one.name) ? [] : [[one.name, one]])));
		const results = await Promise.all(
			[...fresh.values()].map(({ copy }) =>
				verifyEnvelope(copy.envelope, (id) => keys.get(id) ?? null, copy.canonical),
			),
		);
		for (const [n, { name, copy }] of [...fresh.values()].entries()) {
			const result = results[n];
			if (result === undefined) continue;
			answers.set(name, result.ok ? null : result.error);
			if (result.ok && !good.has(copy.id)) good.set(copy.id, { copy, verified: result.value });
		}
		for (const { copy, name } of batch) {
			const refusal = answers.get(name) ?? null;
			if (refusal !== null) bad.push({ copy, refusal });
		}
	}
	return {
		good,
		bad: bad.map((one) => ({ ...one, shadows: good.get(one.copy.id)?.copy ?? null })),
	};
}

/** A description proves itself: a key is named by the hash of it. Whether it may sign is the fold's. */
function keysOf(copies: readonly EventCopy[]): ReadonlyMap<KeyId, PublicKey> {
	return new Map(
		copies.flatMap(({ envelope }) =>
			keysIn(envelope.event).map((key) => [keyIdOf(key), key] as const),
		),
	);
}

function nameOf({ id, envelope }: EventCopy): string {
	const { sig } = envelope;
	if (sig.alg === 'ed25519') return `${id} ${sig.value}`;
	return [id, sig.authenticatorData, sig.clientDataJSON, sig.signature].join(' ');
}
