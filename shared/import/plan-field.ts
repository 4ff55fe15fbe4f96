/** One field, three ways: what it says here, in the file, and in the file at the last import. */
import type { Settlement } from '#shared/import/plan-choices.ts';
import { plainWords, wordsHash } from '#shared/import/plan-memory.ts';
import { paragraphs } from '#shared/import/plan-pieces.ts';

/**
 * `ours`: only what is here changed, or both say the same. `theirs`: only the file did. `conflict`:
 * both did. `unknown`: they differ, and nobody remembers what either was.
 */
export type Verdict = 'ours' | 'theirs' | 'conflict' | 'unknown';

/**
 * `base` is the hash of what the file said at the last import; null where there was none. Words
 * that somebody typed are theirs, even if the file once said the same.
 */
export function verdictOf(
	ours: string,
	theirs: string,
	base: string | null,
	isTyped = false,
): Verdict {
	if (plainWords(ours) === plainWords(theirs)) return 'ours';
	if (base === null) {
		if (plainWords(theirs) === '') return 'ours';
		return plainWords(ours) === '' ? 'theirs' : 'unknown';
	}
	if (wordsHash(theirs) === base) return 'ours';
	return wordsHash(ours) === base && !isTyped ? 'theirs' : 'conflict';
}

/** What a settlement is where nobody chose: a merge shows both, two strangers leave each other be. */
export function settlementOf(verdict: Verdict, chosen: Settlement | null): Settlement {
	if (verdict === 'theirs') return 'take';
	if (verdict === 'ours') return 'keep';
	return chosen ?? (verdict === 'conflict' ? 'both' : 'keep');
}

export function settled(ours: string, theirs: string, how: Settlement): string {
	if (how === 'keep') return ours;
	return how === 'take' ? theirs : paragraphs(ours, theirs);
}
