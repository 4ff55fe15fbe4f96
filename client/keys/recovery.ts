import { hexToBytes } from '@noble/hashes/utils.js';
import { accessKeyFrom, type OwnKeys } from '#client/keys/device-keys.ts';
import { hashOf } from '#shared/hash.ts';
import type { Random } from '#shared/id.ts';
import { importSeed } from '#shared/lifecycle/seed-key.ts';
import { createDeviceSigner } from '#shared/lifecycle/sign.ts';

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
	const event = await importSeed(seedFrom(`lintel/recovery/event/v1\0${words}`));
	const access = await importSeed(seedFrom(`lintel/recovery/access/v1\0${words}`));
	return {
		signer: createDeviceSigner(event.privateKey, event.publicKey),
		access: accessKeyFrom(access.privateKey, access.publicKey),
		device: { key: event.publicKey, access: access.publicKey },
	};
}

/** 128 random bits need no slow hash: nobody guesses them. */
function seedFrom(text: string): Uint8Array {
	return hexToBytes(hashOf(text));
}
