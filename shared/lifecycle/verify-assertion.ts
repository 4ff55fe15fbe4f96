import type { Signature } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { PublicKey } from '#shared/lifecycle/public-key.ts';

type Assertion = Extract<Signature, { alg: 'webauthn' }>;

export async function verifyAssertion(
	_key: PublicKey,
	_sig: Assertion,
	_id: EventId,
): Promise<boolean> {
	return false;
}
