/**
 * Verifies every copy of every event, then leaves one of each.
 *
 * Which signatures matter is for nobody to guess: one forged removal changes who may approve. So
 * all of them are verified, a batch at a time, while whoever asked does something else.
 */

import type { EventCopy } from '#server/check/log-reading.ts';
import type { SignatureChecks } from '#server/check/signing/signature-threads.ts';
import { asVerified, type VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { ed25519JobOf, keysIn, verifyEnvelope } from '#shared/lifecycle/verify.ts';
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
	/** What it comes to if every signature is good. Nobody may be told what follows before they are. */
	readonly hoped: Signatures;
	/** Waits for the last of them. The same as hoped where it is so. */
	settle(): Promise<Signatures>;
}

/** All of a large log are on their way while the texts are read; more would only take memory. */
const BATCH = 12_000;

/** The one strict verifier is asked for each. */
const NONE: SignatureChecks = { begin: () => async () => [] };

export function verifyCopies(...asked: Parameters<typeof startVerifying>): Promise<Signatures> {
	return startVerifying(...asked).settle();
}

/** `described` are more copies whose events describe keys; nothing else is taken from them. */
export function startVerifying(
	copies: readonly EventCopy[],
	described: readonly EventCopy[] = [],
	checks: SignatureChecks = NONE,
): Verifying {
	const keys = keysOf([...copies, ...described]);
	const keyOf = (id: KeyId) => keys.get(id) ?? null;
	/** Equal lines in two segments are one copy: two branches may save the same event. */
	const different = [...new Map(copies.map((copy) => [nameOf(copy), copy])).values()];
	const first = begin(0);
	const hoped = signaturesOf(copies, new Map());
	return { hoped, settle };

	function begin(from: number) {
		const batch = different.slice(from, from + BATCH);
		const jobs = batch.map(({ envelope, canonical }) => ed25519JobOf(envelope, keyOf, canonical));
		const finish = checks.begin(jobs.filter((job) => job !== null));
		const asked = jobs.map((job) => job !== null);
		return { batch, asked, finish };
	}

	async function settle(): Promise<Signatures> {
		const refusals = new Map<string, Refusal>();
		for (let from = 0; from < different.length; from += BATCH) {
			const { batch, asked, finish } = from === 0 ? first : begin(from);
			const found = await finish();
			let at = 0;
			const unsure = batch.filter((_, n) => asked[n] !== true || found[at++] !== true);
			for (const [name, refusal] of await Promise.all(unsure.map(askStrictly))) {
				if (refusal !== null) refusals.set(name, refusal);
			}
		}
		return refusals.size === 0 ? hoped : signaturesOf(copies, refusals);
	}

	async function askStrictly(copy: EventCopy): Promise<readonly [string, Refusal | null]> {
		const verified = await verifyEnvelope(copy.envelope, keyOf, copy.canonical, copy.id);
		return [nameOf(copy), verified.ok ? null : verified.error];
	}
}

function signaturesOf(
	copies: readonly EventCopy[],
	refusals: ReadonlyMap<string, Refusal>,
): Signatures {
	const good = new Map<EventId, SignedEvent>();
	const bad: { copy: EventCopy; refusal: Refusal }[] = [];
	for (const copy of copies) {
		const refusal = refusals.size === 0 ? undefined : refusals.get(nameOf(copy));
		if (refusal !== undefined) bad.push({ copy, refusal });
		else if (!good.has(copy.id)) {
			good.set(copy.id, { copy, verified: asVerified(copy.id, copy.envelope) });
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
