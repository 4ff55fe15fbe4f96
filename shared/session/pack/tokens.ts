import { estimateTokenCount } from 'tokenx';

/** About how many tokens a text is to a language model: an estimate that needs no model's own words. */
export function tokensIn(text: string): number {
	return estimateTokenCount(text);
}
