/**
 * Verifies every copy of every event, then leaves one of each.
 *
 * Which signatures matter is for nobody to guess: one forged removal changes who may approve. So
 * all of them are verified, a batch at a time, while whoever asked does something else.
 */

import type { EventCopy } from '#server/check/log-reading.ts';
import type { SignatureChecks } from '#server/check/signing/signature-threads.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { ed25519Check, keysIn, verifyEnvelope } from '#shared/lifecycle/verify.ts';
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

export interface Verifying {
	/** Waits for the last of them. */
	settle(): Promise<Signatures>;
}

/** All of a large log are on their way while the texts are read; more would only take memory. */
const BATCH = 12_000;

/** WebCrypto, which has threads of its own. */
const HERE: SignatureChecks = { check: ed25519Check, begin() {}, async finish() {} };

export function verifyCopies(...asked: Parameters<typeof startVerifying>): Promise<Signatures> {
	return startVerifying(...asked).settle();
}

/** `described` are more copies whose events describe keys; nothing else is taken from them. */
export function startVerifying(
	copies: readonly EventCopy[],
	described: readonly EventCopy[] = [],
	checks: SignatureChecks = HERE,
): Verifying {
	const keys = keysOf([...copies, ...described]);
	const good = new Map<EventId, SignedEvent>();
	const bad: { copy: EventCopy; refusal: Refusal }[] = [];
	/** Equal lines in two segments are one copy: two branches may save the same event. */
	const answers = new Map<string, Refusal | null>();
	const first = begin(0);
	return { settle };

	function begin(from: number) {
		const batch = copies.slice(from, from + BATCH).map((copy) => ({ copy, name: nameOf(copy) }));
		const named = batch.flatMap((one) => (answers.has(one.name) ? [] : [[one.name, one] as const]));
		const fresh = [...new Map(named).values()];
		const keyOf = (id: KeyId) => keys.get(id) ?? null;
		const results = fresh.map(({ copy: { envelope, canonical, id } }) =>
			verifyEnvelope(envelope, keyOf, canonical, checks.check, id),
		);
		checks.begin();
		return { batch, fresh, results };
	}

	async function settle(): Promise<Signatures> {
		for (let from = 0; from < copies.length; from += BATCH) {
			const begun = from === 0 ? first : begin(from);
			await checks.finish();
			const results = await Promise.all(begun.results);
			for (const [n, { name, copy }] of begun.fresh.entries()) {
				const result = results[n];
				if (result === undefined) continue;
				answers.set(name, result.ok ? null : result.error);
				if (result.ok && !good.has(copy.id)) good.set(copy.id, { copy, verified: result.value });
			}
			for (const { copy, name } of begun.batch) {
				const refusal = answers.get(name) ?? null;
				if (refusal !== null) bad.push({ copy, refusal });
			}
		}
		return {
			good,
			bad: bad.map((one) => ({ ...one, shadows: good.get(one.copy.id)?.copy ?? null })),
		};
	}
}

/** What it comes to if every signature is good. Nobody may be told what follows before they are. */
export function hopedSignatures(copies: readonly EventCopy[]): Signatures {
	const good = new Map<EventId, SignedEvent>();
	for (const copy of copies) {
		const { id, envelope } = copy;
		if (good.has(id)) continue;
		const assurance = envelope.sig.alg === 'webauthn' ? 'presence' : 'device';
		good.set(id, { copy, verified: { id, event: envelope.event, assurance } });
	}
	return { good, bad: [] };
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
