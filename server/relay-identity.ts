/** Who a relay is in the log: its id and key, and the signer that speaks for its Agents. */

import type { RelayId } from '#shared/id.ts';
import type { PublicKey } from '#shared/lifecycle/public-key.ts';
import type { Signer } from '#shared/lifecycle/sign.ts';

export interface RelayIdentity {
	readonly id: RelayId;
	readonly key: PublicKey;
	readonly signer: Signer;
}
