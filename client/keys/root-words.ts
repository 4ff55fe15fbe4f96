import type { EventId } from '#shared/lifecycle/event.ts';

const WORDS = 6;
const BITS = 11;

/** A root's first 66 bits as six words that two people can compare by voice. */
export async function rootWordsOf(root: EventId): Promise<readonly string[]> {
	const { wordlist } = await import('@scure/bip39/wordlists/english.js');
	const bits = BigInt(`0x${root}`);
	return Array.from({ length: WORDS }, (_, n) => {
		const index = Number((bits >> BigInt(256 - BITS * (n + 1))) & 2047n);
		return wordlist[index] ?? '';
	});
}
