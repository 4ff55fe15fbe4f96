import type { Workspace } from '#client/state/workspace.svelte.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';

/** Whose touch an approval takes at this gate. */
export interface Presence {
	/** The policy asks for a passkey. */
	readonly demanded: boolean;
	/** This person has one at this address. */
	readonly has: boolean;
	/** Why it can't be signed for want of one, or null. */
	readonly lacks: string | null;
}

const NO_PASSKEY = 'This gate takes a passkey, and you have none at this address. Add one first.';

export function presenceAt({ policy, keyring }: Workspace, id: ArtefactId): Presence {
	const demanded = policy.assurance[kindOf(id)] === 'presence';
	const has = keyring.hasPasskey;
	return { demanded, has, lacks: demanded && !has ? NO_PASSKEY : null };
}

/** What is said once an approval is signed. */
export function signedWords(withPasskey: boolean): string {
	return withPasskey ? 'Approved, signed with your passkey.' : 'Approved, signed by this device.';
}
