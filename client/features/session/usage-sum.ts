import type { TranscriptEntry } from '#shared/session/transcript.ts';

/** What a Session has taken of one model so far, in tokens and US dollars. */
export interface ModelUsage {
	readonly model: string;
	readonly requests: number;
	/** All that was sent, read from a cache or not. */
	readonly input: number;
	readonly cachedRead: number;
	readonly output: number;
	/** Null where the price of one request is unknown. */
	readonly cost: number | null;
}

/** Sums up what a transcript tells of tokens, by model, the one with most first. */
export function sumUsage(entries: readonly TranscriptEntry[]): readonly ModelUsage[] {
	const models = new Map<string, ModelUsage>();
	for (const { body } of entries) {
		if (body.type !== 'usage') continue;
		const before = models.get(body.model);
		const cost = before === undefined ? 0 : before.cost;
		models.set(body.model, {
			model: body.model,
			requests: (before?.requests ?? 0) + 1,
			input: (before?.input ?? 0) + body.input + body.cachedRead + body.cachedWrite,
			cachedRead: (before?.cachedRead ?? 0) + body.cachedRead,
			output: (before?.output ?? 0) + body.output,
			cost: cost === null || body.cost === null ? null : cost + body.cost,
		});
	}
	return [...models.values()].sort((a, b) => b.input + b.output - (a.input + a.output));
}

const TOKENS = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const DOLLARS = new Intl.NumberFormat('en', {
	style: 'currency',
	currency: 'USD',
	minimumFractionDigits: 2,
	maximumFractionDigits: 4,
});

/** `12.3K` */
export function tokenWords(tokens: number): string {
	return TOKENS.format(tokens);
}

/** `$0.0312` */
export function costWords(dollars: number): string {
	return DOLLARS.format(dollars);
}

type Usage = Extract<TranscriptEntry['body'], { type: 'usage' }>;

/** “19.5K tokens read, 18K of them from the cache, 2.1K written, $0.0312” */
export function usageWords({ input, cachedRead, cachedWrite, output, cost }: Usage): string {
	return [
		`${tokenWords(input + cachedRead + cachedWrite)} tokens read`,
		...(cachedRead > 0 ? [`${tokenWords(cachedRead)} of them from the cache`] : []),
		`${tokenWords(output)} written`,
		...(cost === null ? [] : [costWords(cost)]),
	].join(', ');
}

/** “19.5K tokens, 92% of them from the cache” */
export function readWords({ input, cachedRead }: ModelUsage): string {
	const tokens = `${tokenWords(input)} tokens`;
	return cachedRead === 0
		? tokens
		: `${tokens}, ${Math.round((100 * cachedRead) / input)}% of them from the cache`;
}
