/**
 * The Messages API, as a port: one request, one answer as it streams in. It retries nothing; what is
 * worth another try says so, and ask-model.ts has the patience.
 */
import Anthropic, {
	AnthropicError,
	APIConnectionError,
	APIError,
	APIUserAbortError,
} from '@anthropic-ai/sdk';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';
import { createTurnReader, type Turn } from '#server/runner/model/turn.ts';
import type { Usage } from '#server/runner/model/usage.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

export type ModelRequest = Omit<MessageCreateParamsStreaming, 'stream'>;

export type Asked =
	| { readonly kind: 'answered'; readonly turn: Turn }
	/** Overloaded, limited, cut off: the same may well do next time. */
	| {
			readonly kind: 'again';
			readonly why: string;
			/** Milliseconds that the API asks to be left alone for. */
			readonly after: number | null;
			/** What an answer that broke off took. */
			readonly spent: { readonly model: string; readonly usage: Usage } | null;
	  }
	/** It will not do another time either. */
	| { readonly kind: 'refused'; readonly refusal: Refusal }
	| { readonly kind: 'cancelled' };

export interface MessagesApi {
	ask(
		request: ModelRequest,
		hooks: { readonly signal: AbortSignal; onText(text: string): void },
	): Promise<Asked>;
}

/** An answer that says nothing for so long is none. */
const MOST_MS = 10 * 60_000;

export function createMessagesApi({
	key,
	baseUrl,
}: {
	readonly key: string;
	/** Null for the API itself. */
	readonly baseUrl: string | null;
}): MessagesApi {
	const client = new Anthropic({
		...{ apiKey: key, baseURL: baseUrl, maxRetries: 0, timeout: MOST_MS },
		// Neither a log nor a trace of ours may hold what is said here.
		...{ logLevel: 'off', openTelemetry: false },
	});

	return {
		async ask(request, { signal, onText }) {
			const reader = createTurnReader(onText);
			try {
				const stream = await client.messages.create({ ...request, stream: true }, { signal });
				for await (const event of stream) reader.read(event);
			} catch (error) {
				if (signal.aborted || error instanceof APIUserAbortError) return { kind: 'cancelled' };
				return failed(error, reader.usage());
			}
			if (signal.aborted) return { kind: 'cancelled' };
			const turn = reader.turn();
			return turn === null ? brokenOff(reader.usage()) : { kind: 'answered', turn };
		},
	};
}

function failed(error: unknown, spent: Spent): Asked {
	if (error instanceof APIConnectionError) {
		return { kind: 'again', why: 'The Messages API could not be reached', after: null, spent };
	}
	if (error instanceof APIError) {
		const { status, type } = error;
		if (isWorthAnotherTry(status, type)) {
			return { kind: 'again', why: whyAgain(status, type), after: waitIn(error.headers), spent };
		}
		return { kind: 'refused', refusal: refusedAs(status, error.apiMessage) };
	}
	// A stream that is cut ends with whatever the network had to say.
	if (error instanceof AnthropicError || error instanceof SyntaxError || isOfNetwork(error)) {
		return brokenOff(spent);
	}
	throw error;
}

type Spent = { readonly model: string; readonly usage: Usage } | null;

function brokenOff(spent: Spent): Asked {
	return { kind: 'again', why: 'The answer of the Messages API broke off', after: null, spent };
}

function isOfNetwork(error: unknown): boolean {
	return error instanceof TypeError && 'cause' in error;
}

/** An error in the middle of a stream has a type and no status. */
function isWorthAnotherTry(status: number | undefined, type: string | null): boolean {
	if (status === undefined) return type !== 'invalid_request_error';
	return status === 408 || status === 409 || status === 429 || status >= 500;
}

function whyAgain(status: number | undefined, type: string | null): string {
	if (status === 529 || type === 'overloaded_error') return 'The Messages API is overloaded';
	if (status === 429 || type === 'rate_limit_error') return 'The rate limit of the key is reached';
	return `The Messages API failed (${status ?? type ?? 'in its answer'})`;
}

function waitIn(headers: Headers | undefined): number | null {
	const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

/** What the API says is for people; it never holds the key, and what is long is cut. */
function refusedAs(status: number | undefined, said: string | null): Refusal {
	if (status === 401 || status === 403) return badKey;
	if (status === 402) return noCredit;
	const words = said === null ? '' : `: ${said.slice(0, 300).replace(/\.$/, '')}`;
	return refusal(
		'model-refused',
		`The Messages API refused the request (${status ?? 'no status'})${words}.`,
		status === 404
			? 'Name a model that your key may use: runner.model in lintel.config.json, or lintel run --model.'
			: 'If it is about size, make the step smaller; else report it.',
	);
}

const badKey = refusal(
	'model-key',
	'The Messages API does not take the key that Lintel was started with.',
	'Set ANTHROPIC_API_KEY to one that is valid, start Lintel again, and resume the run.',
);

const noCredit = refusal(
	'model-credit',
	'The account of the key has no credit left.',
	'Add credit, then resume the run.',
);
