/**
 * What an import remembers, so that the next one of the same file updates and never duplicates:
 * which artefact each piece became, and what the words were then (as short hashes, so that it
 * stays small).
 */
import * as z from 'zod/mini';
import { AcceptanceCriterionId, StoryId, TextId } from '#shared/id.ts';

const WordsHash = z.string().check(z.regex(/^[0-9a-z]{8}$/));

export const RememberedPiece = z.object({
	as: z.enum(['story', 'text', 'skip']),
	joined: z.boolean(),
	/** The artefact or block it became; null for a piece that was left out or joined. */
	id: z.nullable(z.union([StoryId, TextId])),
	/** Title, narrative and notes of a Story; the one text of a text. */
	words: z.array(WordsHash),
	/** Each criterion of the file, in order, with the hash of its words there. */
	criteria: z.array(z.tuple([AcceptanceCriterionId, WordsHash])),
});
export type RememberedPiece = z.infer<typeof RememberedPiece>;

/** Everything that was imported into a workspace, by `memoryKey`. */
export type ImportMemory = ReadonlyMap<string, KnownPiece>;

/** What is remembered of a piece, and what stands here that no import wrote. */
export interface KnownPiece extends RememberedPiece {
	/** Fields (`title`, `text`) and criteria with words that somebody typed. */
	readonly typed?: readonly string[];
}

/** A file by the name it is imported under, and a piece by its key. */
export function memoryKey(file: string, piece: string): string {
	return `${file}\0${piece}`;
}

/**
 * Forty bits tell whether one text is still the same text; nothing is signed with them, so a quick
 * hash does (cyrb53). Whether blanks moved is nobody's change.
 */
export function wordsHash(text: string): string {
	let [high, low] = [0xdeadbeef, 0x41c6ce57];
	const words = plainWords(text);
	for (let at = 0; at < words.length; at++) {
		const code = words.charCodeAt(at);
		high = Math.imul(high ^ code, 2654435761);
		low = Math.imul(low ^ code, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	const bits = 2 ** 32 * (low & 0x1fffff) + (high >>> 0);
	return bits.toString(36).padStart(8, '0').slice(-8);
}

/** The words alone: what decides whether two texts say the same. */
export function plainWords(text: string): string {
	return text.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** Whether two texts share half of the words of the longer one. */
export function shareWords(one: string, other: string): boolean {
	const [a, b] = [wordSet(one), wordSet(other)];
	const shared = [...a].filter((word) => b.has(word)).length;
	return shared > 0 && shared * 2 >= Math.max(a.size, b.size);
}

/** Short words say little: in every other sentence are the same. */
function wordSet(text: string): Set<string> {
	const words: readonly string[] = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const long = words.filter((word) => word.length > 3);
	return new Set(long.length > 0 ? long : words);
}
