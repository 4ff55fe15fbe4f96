/** What requests to a model took, and what that cost. */
export interface Usage {
	/** Tokens that were neither read from a cache nor written to one. */
	readonly input: number;
	readonly cachedRead: number;
	readonly cachedWrite: number;
	readonly output: number;
	/** US dollars; null as soon as the price of any of it is not known. */
	readonly cost: number | null;
}

export const NO_USAGE: Usage = { input: 0, cachedRead: 0, cachedWrite: 0, output: 0, cost: 0 };

export function sumOf(one: Usage, other: Usage): Usage {
	return {
		input: one.input + other.input,
		cachedRead: one.cachedRead + other.cachedRead,
		cachedWrite: one.cachedWrite + other.cachedWrite,
		output: one.output + other.output,
		cost: one.cost === null || other.cost === null ? null : one.cost + other.cost,
	};
}

export function tokensOf({ input, cachedRead, cachedWrite, output }: Usage): number {
	return input + cachedRead + cachedWrite + output;
}
