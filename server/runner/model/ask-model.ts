/** One turn of a model, with patience: what is worth another try gets it, later each time. */
import type { Asked, MessagesApi, ModelRequest } from '#server/runner/model/messages-api.ts';
import type { Usage } from '#server/runner/model/usage.ts';
import type { Timer } from '#server/timer.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

export interface Patience {
	readonly api: MessagesApi;
	readonly timer: Timer;
	/** From 0 up to 1: many that wait should not all come back at once. */
	readonly chance: () => number;
	/** How many times in a row; see {@link MOST_TRIES}. */
	readonly tries?: number;
}

export interface AskHooks {
	readonly signal: AbortSignal;
	onText(text: string): void;
	/** It will be tried again in so many milliseconds; what was said of that answer counts for nothing. */
	onWait(why: string, ms: number): void;
	/** What an answer took that broke off. */
	onSpent(model: string, usage: Usage): void;
}

export type Answered =
	| Exclude<Asked, { kind: 'again' }>
	/** It was tried as often as may be. */
	| { readonly kind: 'given-up'; readonly refusal: Refusal };

const MOST_TRIES = 8;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Whoever asks for more is not waited for. */
const LONGEST_ASKED_MS = 10 * 60_000;

export async function askModel(
	{ api, timer, chance, tries = MOST_TRIES }: Patience,
	request: ModelRequest,
	hooks: AskHooks,
): Promise<Answered> {
	for (let tried = 1; ; tried++) {
		const asked = await api.ask(request, hooks);
		if (asked.kind !== 'again') return asked;
		if (asked.spent !== null) hooks.onSpent(asked.spent.model, asked.spent.usage);
		if (tried >= tries) return { kind: 'given-up', refusal: givenUp(asked.why, tried) };
		const backoff = Math.min(FIRST_WAIT_MS * 2 ** (tried - 1), LONGEST_WAIT_MS);
		const wait = asked.after ?? Math.round(backoff * (0.5 + chance() / 2));
		if (wait > LONGEST_ASKED_MS) return { kind: 'given-up', refusal: givenUp(asked.why, tried) };
		hooks.onWait(asked.why, wait);
		await pause(timer, wait, hooks.signal);
		if (hooks.signal.aborted) return { kind: 'cancelled' };
	}
}

function pause(timer: Timer, ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const end = () => {
			callOff();
			signal.removeEventListener('abort', end);
			resolve();
		};
		const callOff = timer.after(ms, end);
		signal.addEventListener('abort', end);
	});
}

function givenUp(why: string, tried: number): Refusal {
	return refusal(
		'model-away',
		`${why}, and so it was ${tried} times in a row.`,
		'Resume the run later: it goes on at this step.',
	);
}
