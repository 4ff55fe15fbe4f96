import type { Frozen } from '#client/features/review/frozen-review.svelte.ts';

/** `exact`: the very characters that are hashed, with nothing set or left out. */
export type ReviewMode = 'changes' | 'text' | 'side' | 'exact';

interface ModeChoice {
	readonly value: ReviewMode;
	readonly words: string;
}

const TEXT: ModeChoice = { value: 'text', words: 'Whole text' };
const SIDE: ModeChoice = { value: 'side', words: 'Side by side' };
const EXACT: ModeChoice = { value: 'exact', words: 'As signed' };

/** The ways to look at a text, the first of them first. On a phone nothing fits beside anything. */
export function modesOf(frozen: Frozen | null, narrow = false): readonly ModeChoice[] {
	if (frozen === null) return [TEXT];
	if (frozen.before === null) return [TEXT, EXACT];
	return [{ value: 'changes', words: 'Changes' }, TEXT, ...(narrow ? [] : [SIDE]), EXACT];
}
