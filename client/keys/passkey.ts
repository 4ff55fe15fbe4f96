import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import type { Random } from '#shared/id.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import { keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import type { Signer } from '#shared/lifecycle/sign.ts';
import { challengeOf } from '#shared/lifecycle/verify-assertion.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

type Passkey = Extract<PublicKey, { kind: 'passkey' }>;

/** Asks the person for a passkey that can sign events with their presence. */
export async function createPasskey(
	name: string,
	random: Random,
): Promise<Result<Passkey, Refusal>> {
	const credential = await navigator.credentials
		.create({
			publicKey: {
				rp: { id: location.hostname, name: 'Lintel' },
				user: { id: Uint8Array.from(random(16)), name, displayName: name },
				challenge: Uint8Array.from(random(32)),
				pubKeyCredParams: [
					{ type: 'public-key', alg: -7 },
					{ type: 'public-key', alg: -8 },
				],
				authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
				attestation: 'none',
			},
		})
		.catch(() => null);
	if (!(credential instanceof PublicKeyCredential)) return err(noPasskey);
	const { response, rawId } = credential;
	if (!(response instanceof AuthenticatorAttestationResponse)) return err(noPasskey);
	const [alg, spki] = [response.getPublicKeyAlgorithm(), response.getPublicKey()];
	if ((alg !== -7 && alg !== -8) || spki === null) return err(noPasskey);
	return ok({
		kind: 'passkey',
		credentialId: toBase64Url(new Uint8Array(rawId)),
		alg,
		spki: toBase64Url(new Uint8Array(spki)),
		rpId: location.hostname,
		origin: location.origin,
	});
}

/** Asks the person which passkey of this address they hold; gives its credential id. */
export async function findPasskey(
	random: Random,
	calledOff?: AbortSignal,
): Promise<Result<string, Refusal>> {
	const credential = await navigator.credentials
		.get({
			...(calledOff && { signal: calledOff }),
			publicKey: {
				challenge: Uint8Array.from(random(32)),
				rpId: location.hostname,
				userVerification: 'preferred',
			},
		})
		.catch(() => null);
	if (!(credential instanceof PublicKeyCredential)) return err(noneHere);
	return ok(toBase64Url(new Uint8Array(credential.rawId)));
}

/**
 * Signs with a passkey: each signature asks for a touch. Throws when the person declines, and when
 * `calledOff` aborts before they touched it.
 */
export function createPasskeySigner(passkey: Passkey, calledOff?: AbortSignal): Signer {
	return {
		keyId: keyIdOf(passkey),
		async sign(event) {
			const credential = await navigator.credentials.get({
				...(calledOff && { signal: calledOff }),
				publicKey: {
					challenge: challengeOf(eventIdOf(event)),
					rpId: passkey.rpId,
					allowCredentials: [{ type: 'public-key', id: fromBase64Url(passkey.credentialId) }],
					userVerification: 'required',
				},
			});
			if (!(credential instanceof PublicKeyCredential)) throw new Error('No passkey answered.');
			const { response } = credential;
			if (!(response instanceof AuthenticatorAssertionResponse))
				throw new Error('The passkey answered with something else than an assertion.');
			return {
				alg: 'webauthn',
				authenticatorData: toBase64Url(new Uint8Array(response.authenticatorData)),
				clientDataJSON: toBase64Url(new Uint8Array(response.clientDataJSON)),
				signature: toBase64Url(new Uint8Array(response.signature)),
			};
		},
	};
}

const noPasskey = refusal(
	'no-passkey',
	'No passkey was made: it was called off, or what is here can’t ask who you are.',
	'Try again, with a device that asks for a fingerprint, a face or a PIN.',
);

const noneHere = refusal(
	'no-passkey-here',
	'No passkey for this address answered.',
	'Use a device that holds it, at the very address it was made for, or ask an owner to let you in.',
);
