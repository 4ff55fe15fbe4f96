import { accessKeyFrom, type OwnKeys } from '#client/keys/device-keys.ts';
import { hashOf } from '#shared/hash.ts';
import type { Random } from '#shared/id.ts';
import type { PublicKey } from '#shared/lifecycle/public-key.ts';
import { createDeviceSigner } from '#shared/lifecycle/sign.ts';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS #8. */
const PKCS8_HEAD = [
	0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/** Twelve words that are an owner's second key: shown once, kept by nobody but them. */
export interface Recovery {
	readonly words: string;
	readonly keys: OwnKeys;
}

export async function mintRecovery(random: Random): Promise<Recovery> {
	const { entropyToMnemonic, wordlist } = await loadWords();
	const words = entropyToMnemonic(Uint8Array.from(random(16)), wordlist);
	return { words, keys: await keysFrom(words) };
}

/** The keys that the words stand for, or null for words that are no recovery code. */
export async function readRecovery(typed: string): Promise<OwnKeys | null> {
	const { validateMnemonic, wordlist } = await loadWords();
	const words = typed
		.toLowerCase()
		.trim()
		.split(/[\s,]+/)
		.join(' ');
	return validateMnemonic(words, wordlist) ? keysFrom(words) : null;
}

/** The word list is for first run and settings: it loads when one of them asks. */
async function loadWords() {
	const [{ entropyToMnemonic, validateMnemonic }, { wordlist }] = await Promise.all([
		import('@scure/bip39'),
		import('@scure/bip39/wordlists/english.js'),
	]);
	return { entropyToMnemonic, validateMnemonic, wordlist };
}

async function keysFrom(words: string): Promise<OwnKeys> {
	const event = await importKey(`lintel/recovery/event/v1\0${words}`);
	const access = await importKey(`lintel/recovery/access/v1\0${words}`);
	return {
		signer: createDeviceSigner(event.privateKey, event.publicKey),
		access: accessKeyFrom(access.privateKey, access.publicKey),
		device: { key: event.publicKey, access: access.publicKey },
	};
}

/** 128 random bits need no slow hash: nobody guesses them. */
async function importKey(seedText: string) {
	const hex = hashOf(seedText);
	const seed = Array.from({ length: 32 }, (_, n) =>
		Number.parseInt(hex.slice(n * 2, n * 2 + 2), 16),
	);
	const pkcs8 = Uint8Array.from([...PKCS8_HEAD, ...seed]);
	const extractable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
	const { x } = await crypto.subtle.exportKey('jwk', extractable);
	if (x === undefined) throw new Error('An Ed25519 key always has a public half.');
	const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
	const publicKey: PublicKey = { kind: 'ed25519', x };
	return { privateKey, publicKey };
}
