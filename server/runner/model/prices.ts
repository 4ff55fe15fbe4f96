/**
 * What models cost, in US dollars for a million tokens, as the list prices of the Messages API were
 * on {@link PRICED_ON}. A model that is not here has no cost, and whoever shows it says so.
 */
import type { Usage } from '#server/runner/model/usage.ts';

export const PRICED_ON = '2026-11-22';

interface Price {
	readonly input: number;
	/** Kept for five minutes. */
	readonly cachedWrite: number;
	readonly cachedRead: number;
	readonly output: number;
	/** Above so many tokens of a prompt, cached ones too, everything costs so many times as much. */
	readonly long?: { readonly above: number; readonly times: number };
}

const OPUS: Price = { input: 5, cachedWrite: 6.25, cachedRead: 0.5, output: 25 };
const SONNET: Price = { input: 3, cachedWrite: 3.75, cachedRead: 0.3, output: 15 };
const FABLE: Price = { input: 10, cachedWrite: 12.5, cachedRead: 0.25, output: 50 };

const PRICES: Readonly<Record<string, Price>> = {
	'claude-opus-5-5': { input: 4, cachedWrite: 5, cachedRead: 0.2, output: 20 },
	'claude-sonnet-5-5': { input: 2, cachedWrite: 2.5, cachedRead: 0.1, output: 10 },
	'claude-haiku-5-5': {
		...{ input: 0.1, cachedWrite: 0.125, cachedRead: 0.01, output: 0.5 },
		long: { above: 100_000, times: 5 },
	},
	'claude-fable-5-1': FABLE,
	'claude-mythos-5-1': FABLE,
	'claude-fable-5': { ...FABLE, cachedRead: 1 },
	'claude-mythos-5': { ...FABLE, cachedRead: 1 },
	'claude-opus-5': OPUS,
	'claude-opus-4-8': OPUS,
	'claude-opus-4-7': OPUS,
	'claude-opus-4-6': OPUS,
	'claude-opus-4-5': OPUS,
	'claude-sonnet-5': { input: 2, cachedWrite: 2.5, cachedRead: 0.2, output: 10 },
	'claude-sonnet-4-6': SONNET,
	'claude-sonnet-4-5': SONNET,
	'claude-haiku-4-5': { input: 1, cachedWrite: 1.25, cachedRead: 0.1, output: 5 },
};

/** What one request cost; null for a model without a price. A date at its end makes no other model. */
export function costOf(model: string, used: Omit<Usage, 'cost'>): number | null {
	const name = model.replace(/-\d{8}$/, '');
	const price = Object.hasOwn(PRICES, name) ? PRICES[name] : undefined;
	if (price === undefined) return null;
	const prompt = used.input + used.cachedRead + used.cachedWrite;
	const times = price.long !== undefined && prompt > price.long.above ? price.long.times : 1;
	const sum =
		used.input * price.input +
		used.cachedRead * price.cachedRead +
		used.cachedWrite * price.cachedWrite +
		used.output * price.output;
	return (sum * times) / 1_000_000;
}
