/** What can be missing between a story and its tests, the worst first. */
export const GAP_KINDS = [
	'red',
	'outdated',
	'no-design',
	'unwritten',
	'no-code',
	'no-test',
	'uncovered',
	'not-run',
	'no-criteria',
	'serves-none',
	'loose',
] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export interface Gap {
	readonly kind: GapKind;
	/** The artefact, criterion or file that lacks something: it is counted once. */
	readonly of: string;
	/** A sentence. */
	readonly words: string;
}

/** 0 is the worst; the number of kinds where nothing is missing. */
export function rankOf(gaps: readonly Gap[]): number {
	const [worst] = gaps;
	return worst === undefined ? GAP_KINDS.length : GAP_KINDS.indexOf(worst.kind);
}

/** The worst first, each thing once. */
export function worstFirst(gaps: readonly Gap[]): readonly Gap[] {
	const seen = new Map(gaps.map((gap) => [`${gap.kind} ${gap.of}`, gap]));
	return [...seen.values()].sort((a, b) => rankOf([a]) - rankOf([b]));
}

interface KindWords {
	/** On the button that shows these alone. */
	readonly short: string;
	/** What so many of them are, after the number. */
	readonly one: string;
	readonly many: string;
}

export const GAP_WORDS: Readonly<Record<GapKind, KindWords>> = {
	red: { short: 'Red', one: 'design fails its tests', many: 'designs fail their tests' },
	outdated: {
		short: 'Taken back',
		one: 'design changed since its tests ran',
		many: 'designs changed since their tests ran',
	},
	'no-design': {
		short: 'No design',
		one: 'criterion is served by no design',
		many: 'criteria are served by no design',
	},
	unwritten: {
		short: 'Not written',
		one: 'design is not written',
		many: 'designs are not written',
	},
	'no-code': { short: 'No code', one: 'design has no code', many: 'designs have no code' },
	'no-test': { short: 'No test', one: 'design has no test', many: 'designs have no test' },
	uncovered: {
		short: 'Uncovered',
		one: 'criterion is covered by no test that passed',
		many: 'criteria are covered by no test that passed',
	},
	'not-run': {
		short: 'No run',
		one: 'design has no test run that counts',
		many: 'designs have no test run that counts',
	},
	'no-criteria': {
		short: 'No criteria',
		one: 'story has no criteria',
		many: 'stories have no criteria',
	},
	'serves-none': {
		short: 'Serves nothing',
		one: 'design serves no criterion',
		many: 'designs serve no criterion',
	},
	loose: {
		short: 'Files without a design',
		one: 'file has no design',
		many: 'files have no design',
	},
};

/** Made once: each of its kind takes a millisecond. */
export const NUMBER = new Intl.NumberFormat('en');

/** `3 designs have no test`. */
export function gapCount(kind: GapKind, count: number): string {
	const { one, many } = GAP_WORDS[kind];
	return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}
