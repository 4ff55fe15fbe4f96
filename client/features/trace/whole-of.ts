import type { Chain, ChainDesign } from '#client/features/trace/chain.ts';
import type { PhaseAndStanding } from '#shared/lifecycle/phase.ts';

/** How far something is where nothing of it is missing. */
export interface Whole {
	/** `there`: code and test are; `verified`: its tests passed, too. */
	readonly far: 'verified' | 'there';
	/** Null where it stands as people approved it. */
	readonly but: 'unapproved' | 'suspect' | null;
}

/** How far a Design is where nothing of it is missing; null where its files are not there. */
export function wholeOf({ code, test, run, state }: ChainDesign): Whole | null {
	const far = run?.result === 'verified' ? 'verified' : 'there';
	const isThere = code?.state === 'there' && test?.state === 'there';
	return isThere || far === 'verified' ? heldTo([state], { far, but: null }) : null;
}

/** How far a row is: its criterion has to be verified too, and what it leads through approved. */
export function wholeOfChain({ story, criterion, contexts, design }: Chain): Whole | null {
	const whole = design === null ? null : wholeOf(design);
	if (whole === null) return null;
	const isOpen = criterion !== null && criterion.state !== null && criterion.state !== 'verified';
	const above = [...(story === null ? [] : [story]), ...contexts].map(({ state }) => state);
	return heldTo(above, isOpen ? { ...whole, far: 'there' } : whole);
}

/** As far as the least of them; null where one of them is nowhere. */
export function leastOf(wholes: readonly (Whole | null)[]): Whole | null {
	const known = wholes.flatMap((whole) => whole ?? []);
	if (known.length === 0 || known.length < wholes.length) return null;
	return {
		far: known.every(({ far }) => far === 'verified') ? 'verified' : 'there',
		but: worstOf(known.map(({ but }) => but)),
	};
}

/** Nothing looks better than what people approved of it. */
export function heldTo(states: readonly PhaseAndStanding[], { far, but }: Whole): Whole {
	return { far, but: worstOf([but, ...states.map(butOf)]) };
}

function worstOf(some: readonly Whole['but'][]): Whole['but'] {
	if (some.includes('unapproved')) return 'unapproved';
	return some.includes('suspect') ? 'suspect' : null;
}

export function isApproved({ phase }: PhaseAndStanding): boolean {
	return phase === 'approved' || phase === 'implemented' || phase === 'verified';
}

function butOf(state: PhaseAndStanding): Whole['but'] {
	if (!isApproved(state)) return 'unapproved';
	return state.standing === 'suspect' ? 'suspect' : null;
}

const WORDS = {
	verified: { as: 'Verified', yet: 'Its tests pass' },
	there: { as: 'Implemented', yet: 'Code and test are there' },
} as const;
const BUT = { unapproved: 'not approved', suspect: 'suspect' } as const;

/** `Verified`, `Implemented`, or what there is of something that nobody approved. */
export function wholeWords({ far, but }: Whole): string {
	return but === null ? WORDS[far].as : `${WORDS[far].yet}, ${BUT[but]}`;
}
