import * as z from 'zod/mini';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { SecondKeyChoice } from '#client/state/member/keyring.ts';
import type { Me } from '#client/state/surface.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { Random } from '#shared/id.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import type { Signer } from '#shared/lifecycle/sign.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export type Passkey = Extract<PublicKey, { kind: 'passkey' }>;

export interface SecondSignerDeps {
	readonly book: LogBook;
	readonly log: LogStore;
	readonly random: Random;
	/** The page's origin: a passkey signs at the one it was made for. */
	readonly origin: string;
	me(): Me | null;
}

/** What this person signs with where the device's key is not enough. */
export interface SecondSigner {
	/** Own passkeys that sign at this address. */
	readonly passkeys: readonly Passkey[];
	/**
	 * The passkey to ask for, among those that `fits` allows; asks the person where several may be
	 * here. It asks no more once `calledOff` aborts.
	 */
	passkey(
		fits?: (key: KeyId) => boolean,
		calledOff?: AbortSignal,
	): Promise<Result<Signer, Refusal>>;
	of(choice: SecondKeyChoice, fits?: (key: KeyId) => boolean): Promise<Result<Signer, Refusal>>;
	/** This browser holds this one: it is asked for first from now on. */
	remember(passkey: Passkey): Promise<void>;
}

const FACT = 'passkey';

export function createSecondSigner(deps: SecondSignerDeps): SecondSigner {
	const { book, log } = deps;

	const second: SecondSigner = {
		get passkeys() {
			return ownKeys().flatMap((key) =>
				key.kind === 'passkey' && key.origin === deps.origin ? key : [],
			);
		},

		async passkey(fits = () => true, calledOff) {
			const held = second.passkeys.filter((key) => fits(keyIdOf(key)));
			if (held.length === 0) return err(second.passkeys.length === 0 ? noPasskey : notAbove);
			const { createPasskeySigner, findPasskey } = await import('#client/keys/passkey.ts');
			const known = await log.readFact(FACT, z.string());
			const first = held.find(({ credentialId }) => credentialId === known);
			const only = first ?? (held.length === 1 ? held[0] : undefined);
			if (only !== undefined) return ok(createPasskeySigner(only, calledOff));
			const found = await findPasskey(deps.random, calledOff);
			if (!found.ok) return found;
			const chosen = held.find(({ credentialId }) => credentialId === found.value);
			if (chosen === undefined) return err(notAbove);
			await second.remember(chosen);
			return ok(createPasskeySigner(chosen, calledOff));
		},

		async of(choice, fits = () => true) {
			if (choice === 'passkey') return second.passkey(fits);
			const { readRecovery } = await import('#client/keys/recovery.ts');
			const keys = await readRecovery(choice.words);
			if (!keys.ok) return keys;
			const { signer } = keys.value;
			if (!ownKeys().some((key) => keyIdOf(key) === signer.keyId)) return err(notMyWords);
			return fits(signer.keyId) ? ok(signer) : err(notAbove);
		},

		async remember({ credentialId }) {
			await log.writeFact(FACT, credentialId);
		},
	};
	return second;

	function ownKeys(): PublicKey[] {
		const { membership } = book.state;
		const member = deps.me()?.member;
		const keys = member === undefined ? [] : (membership.members.get(member)?.keys ?? []);
		return keys.flatMap((key) => membership.keyOf(key) ?? []);
	}
}

export const noPasskey = refusal(
	'no-passkey-here',
	'You have no passkey that signs at this address.',
	'Add one now; then decide.',
);

const notAbove = refusal(
	'not-above',
	'This key does not stand above the one that it would remove.',
	'Take the second key that your workspace was founded with, or ask an owner who stands above you.',
);

const notMyWords = refusal(
	'recovery-code',
	'These are not recovery words of yours.',
	'Check the twelve words and their order.',
);
