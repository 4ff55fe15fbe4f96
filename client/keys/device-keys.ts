import type { Database, KeyRow } from '#client/sync/database.ts';
import { toBase64Url } from '#shared/base64url.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { createDeviceSigner, type Signer } from '#shared/lifecycle/sign.ts';

/** Signs what opens connections: tickets, and nothing else. */
export interface AccessKey {
	readonly keyId: KeyId;
	sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

/** This device's two keys. Neither can leave the browser that made it. */
export interface OwnKeys {
	readonly signer: Signer;
	readonly access: AccessKey;
	/** Their public halves, as a founding or an invitation enrols them. */
	readonly device: DeviceKeys;
}

/** The keys this browser holds for the workspace, or null. */
export async function readDeviceKeys(db: Database): Promise<OwnKeys | null> {
	const [event, access] = await db.keys.bulkGet(['event', 'access']);
	return event === undefined || access === undefined ? null : ownKeysFrom(event, access);
}

/** The keys this browser holds, made and kept first where there are none. */
export async function makeDeviceKeys(db: Database): Promise<OwnKeys> {
	const known = await readDeviceKeys(db);
	return known ?? renewDeviceKeys(db);
}

/** New keys in place of those that this browser holds: a key is enrolled once, ever. */
export async function renewDeviceKeys(db: Database): Promise<OwnKeys> {
	const event = await mintKey('event');
	const access = await mintKey('access');
	await db.keys.bulkPut([event, access]);
	// The browser may throw away what it was not asked to keep, and keys can't be fetched again.
	await navigator.storage?.persist?.();
	return ownKeysFrom(event, access);
}

/** New keys beside those that this browser holds, kept until {@link takeNextKeys}. */
export async function mintNextKeys(db: Database): Promise<OwnKeys> {
	const event = await mintKey('nextEvent');
	const access = await mintKey('nextAccess');
	await db.keys.bulkPut([event, access]);
	return ownKeysFrom(event, access);
}

/** Puts the next keys in place of the present ones; `isIn` tells whether the log has them. */
export async function takeNextKeys(db: Database, isIn: (key: KeyId) => boolean): Promise<boolean> {
	const [event, access] = await db.keys.bulkGet(['nextEvent', 'nextAccess']);
	if (event === undefined || access === undefined || !isIn(keyIdOf(event.publicKey))) return false;
	await db.transaction('rw', db.keys, async () => {
		await db.keys.bulkPut([
			{ ...event, name: 'event' },
			{ ...access, name: 'access' },
		]);
		await db.keys.bulkDelete(['nextEvent', 'nextAccess']);
	});
	return true;
}

export function accessKeyFrom(privateKey: CryptoKey, publicKey: PublicKey): AccessKey {
	return {
		keyId: keyIdOf(publicKey),
		async sign(bytes) {
			return new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes));
		},
	};
}

async function mintKey(name: KeyRow['name']): Promise<KeyRow> {
	const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
	if (!('privateKey' in pair)) throw new Error('This browser made no Ed25519 key pair.');
	const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
	const publicKey: PublicKey = { kind: 'ed25519', x: toBase64Url(new Uint8Array(raw)) };
	return { name, privateKey: pair.privateKey, publicKey };
}

function ownKeysFrom(event: KeyRow, access: KeyRow): OwnKeys {
	return {
		signer: createDeviceSigner(event.privateKey, event.publicKey),
		access: accessKeyFrom(access.privateKey, access.publicKey),
		device: { key: event.publicKey, access: access.publicKey },
	};
}
