import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { EventId } from '#shared/lifecycle/event.ts';

/**
 * A root as six words a person can compare aloud: its first 66 bits, eleven a word, in the
 * BIP 39 English list.
 */
export function rootWords(root: EventId): readonly string[] {
	const bits = BigInt(`0x${root.slice(0, 17)}`) >> 2n;
	return Array.from({ length: 6 }, (_, n) => {
		const index = Number((bits >> BigInt(11 * (5 - n))) & 2047n);
		const word = wordlist[index];
		if (word === undefined) throw new Error('The word list holds 2,048 words.');
		return word;
	});
}
