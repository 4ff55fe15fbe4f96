/** What a build machine asks an owner for: to be added with this id and public key. */
import { RelayId } from '#shared/id.ts';
import { PublicKey } from '#shared/lifecycle/public-key.ts';

export interface CiRequest {
	readonly relay: RelayId;
	readonly key: PublicKey;
}

export function printCiRequest({ relay, key }: CiRequest): string {
	return `lintel-ci.${relay}.${key.kind === 'ed25519' ? key.x : ''}`;
}

/** Null for what `lintel ci-key` never prints; a secret, given by mistake, among it. */
export function readCiRequest(text: string): CiRequest | null {
	const [kind, id, x] = text.trim().split('.');
	const relay = RelayId.safeParse(id);
	const key = PublicKey.safeParse({ kind: 'ed25519', x });
	if (kind !== 'lintel-ci' || !relay.success || !key.success) return null;
	return { relay: relay.data, key: key.data };
}
