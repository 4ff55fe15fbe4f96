import { hexToBytes } from '@noble/hashes/utils.js';
import { accessKeyFrom, type OwnKeys } from '#client/keys/device-keys.ts';
import { hashOf } from '#shared/hash.ts';
import type { Random } from '#shared/id.ts';
import { importSeed } from '#shared/lifecycle/seed-key.ts';
import { createDeviceSigner } from '#shared/lifecycle/sign.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const COUNT = 12;

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

/**
 * The keys that the words stand for, however they were copied: in capitals, in lines, numbered.
 * Refused with what is wrong: a word, how many they are, that they don't belong together, or that
 * the list of all such words is out of reach.
 */
export async function readRecovery(typed: string): Promise<Result<OwnKeys, Refusal>> {
	const loaded = await loadWords().catch(() => null);
	if (loaded === null) return err(listMissing);
	const { validateMnemonic, wordlist } = loaded;
	const words = typed.toLowerCase().match(/\p{L}+/gu) ?? [];
	const unknown = words.find((word) => !wordlist.includes(word));
	if (unknown !== undefined) return err(unknownWord(unknown));
	if (words.length !== COUNT) return err(notTwelve(words.length));
	const phrase = words.join(' ');
	return validateMnemonic(phrase, wordlist) ? ok(await keysFrom(phrase)) : err(mixedUp);
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

function unknownWord(word: string): Refusal {
	return refusal(
		'recovery-code',
		`“${word}” is none of the words that recovery words are made of.`,
		'Check how it is spelt.',
	);
}

function notTwelve(count: number): Refusal {
	return refusal(
		'recovery-code',
		`There are twelve recovery words, and you typed ${count}.`,
		'Type all of them, in their order.',
	);
}

const mixedUp = refusal(
	'recovery-code',
	'These twelve words do not belong together.',
	'Check each of them, and their order.',
);

const listMissing = refusal(
	'offline',
	'The list of all recovery words did not load: the relay is out of reach.',
	'Try again when you are connected.',
);
