import type { Workspace } from '#server/workspace.ts';
import type { MemberId } from '#shared/id.ts';
import type { DeviceKeys, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';

/** A device that events enrolled: whose it is, and the key that opens connections. */
export interface EnrolledDevice {
	readonly member: MemberId;
	/** The id of its event key: what a removal names. */
	readonly key: KeyId;
	readonly access: PublicKey;
}

/**
 * The device with this access key whose event key is still a Member's, or null. An access key
 * enrols nothing by itself, so the event key beside it decides.
 */
export function findDevice(workspace: Workspace, accessKey: KeyId): EnrolledDevice | null {
	const { membership } = workspace.journal.ledger.state();
	for (const { event } of workspace.journal.ledger.events()) {
		for (const device of devicesIn(event)) {
			if (device.access === null || keyIdOf(device.access) !== accessKey) continue;
			const key = keyIdOf(device.key);
			const member = membership.memberOfKey(key);
			if (member !== null) return { member, key, access: device.access };
		}
	}
	return null;
}

/** Whether this access key signed these bytes. Only Ed25519 keys open connections. */
export async function didSign(
	access: PublicKey,
	bytes: Uint8Array<ArrayBuffer>,
	signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
	if (access.kind !== 'ed25519') return false;
	const jwk = { kty: 'OKP', crv: 'Ed25519', x: access.x };
	const key = await crypto.subtle
		.importKey('jwk', jwk, 'Ed25519', false, ['verify'])
		.catch(() => null);
	return key !== null && (await crypto.subtle.verify('Ed25519', key, signature, bytes));
}

function devicesIn(event: LifecycleEvent): readonly DeviceKeys[] {
	switch (event.type) {
		case 'workspaceFounded':
			return [event.device, event.second];
		case 'memberAdded':
		case 'deviceAdded':
			return [event.device];
		default:
			return [];
	}
}
