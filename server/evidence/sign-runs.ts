/** Signs what a verification came to, each attestation upon the one before. */
import type { Attestable } from '#server/evidence/verify-tests.ts';
import type { Verified } from '#shared/evidence/verified.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { type Signer, sealEvent } from '#shared/lifecycle/sign.ts';

export interface SignedRuns {
	readonly envelopes: readonly Envelope[];
	readonly verified: Verified;
}

export async function signRuns(
	{ verified, payloads }: Attestable,
	by: {
		readonly signer: Signer;
		readonly root: EventId;
		readonly heads: readonly EventId[];
		readonly at: string;
	},
): Promise<SignedRuns> {
	const envelopes: Envelope[] = [];
	const ids = new Map<string, EventId>();
	let { heads } = by;
	for (const [design, payload] of payloads) {
		const head = { workspace: by.root, heads, at: by.at, by: { key: by.signer.keyId } };
		const event = composeEvent(head, payload);
		envelopes.push(await sealEvent(by.signer, event));
		heads = [eventIdOf(event)];
		ids.set(design, eventIdOf(event));
	}
	const designs = verified.designs.map((one) => ({ ...one, event: ids.get(one.design) ?? null }));
	return { envelopes, verified: { ...verified, designs } };
}
