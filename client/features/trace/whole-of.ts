import type { Chain, ChainDesign } from '#client/features/trace/chain.ts';

export type Whole = 'verified' | 'there' | null;

/** How far a Design is where nothing of it is missing. */
export function wholeOf({ code, test, run }: ChainDesign): Whole {
	if (run?.result === 'verified') return 'verified';
	return code?.state === 'there' && test?.state === 'there' ? 'there' : null;
}

/** How far a row is: its criterion has to be verified too. */
export function wholeOfChain({ criterion, design }: Chain): Whole {
	if (design === null) return null;
	const whole = wholeOf(design);
	const state = criterion?.state ?? 'verified';
	return whole === 'verified' && state !== 'verified' ? 'there' : whole;
}
