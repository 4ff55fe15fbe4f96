import type { OwnKeys } from '#client/keys/device-keys.ts';
import type { Signing } from '#client/state/lifecycle/signing.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { mintId, type Random } from '#shared/id.ts';
import { type Blob, blobRefOf } from '#shared/lifecycle/blob.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import type { WorkspaceHello } from '#shared/protocol/api.ts';

export interface FoundingParts {
	readonly signing: Pick<Signing, 'blobOf'>;
	readonly random: Random;
	readonly now: () => Date;
	/** The founder's display name. */
	readonly name: string;
	readonly keys: OwnKeys;
	readonly second: DeviceKeys;
	readonly hello: WorkspaceHello;
}

/** The events that found a workspace on a relay, signed, with the names they refer to. */
export async function composeFounding(
	parts: FoundingParts,
): Promise<{ readonly envelopes: Envelope[]; readonly blobs: Blob[] }> {
	const { signing, random, now, keys, second, hello } = parts;
	const [me, relay] = [signing.blobOf(parts.name), signing.blobOf(`Relay of ${hello.name}`)];
	const head = { at: now().toISOString(), by: { key: keys.signer.keyId } };
	const founded = composeEvent(
		{ ...head, workspace: null, heads: [] },
		{
			type: 'workspaceFounded',
			...{ member: mintId('mb', random), name: blobRefOf(me), device: keys.device, second },
			nonce: toBase64Url(random(16)),
		},
	);
	const root = eventIdOf(founded);
	const relayAdded = composeEvent(
		{ ...head, workspace: root, heads: [root] },
		{
			type: 'relayAdded',
			...{ relay: hello.relayId, name: blobRefOf(relay), key: hello.relay },
		},
	);
	const events = [founded, relayAdded];
	const envelopes = await Promise.all(events.map((event) => sealEvent(keys.signer, event)));
	return { envelopes, blobs: [me, relay] };
}
