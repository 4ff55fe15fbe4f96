/** What the scripted Messages API answers with, turn by turn. */
import * as z from 'zod/mini';

/** The parts of a request that scripts and assertions look at. */
export const SeenRequest = z.looseObject({
	model: z.string(),
	max_tokens: z.number(),
	stream: z.literal(true),
	system: z.optional(z.array(z.looseObject({ type: z.literal('text'), text: z.string() }))),
	messages: z.array(
		z.looseObject({
			role: z.enum(['user', 'assistant']),
			content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]),
		}),
	),
	tools: z.optional(
		z.array(
			z.looseObject({
				name: z.string(),
				strict: z.optional(z.boolean()),
				input_schema: z.looseObject({ type: z.literal('object') }),
			}),
		),
	),
});
export type SeenRequest = z.infer<typeof SeenRequest>;

export interface SaidTurn {
	readonly say?: string;
	readonly calls?: readonly {
		readonly name: string;
		readonly input?: object;
		/** The input as it streams in, in place of JSON. */
		readonly raw?: string;
	}[];
	readonly stop?: string;
	/** With `stop: 'refusal'`: why. */
	readonly declined?: string;
	readonly usage?: { readonly input?: number; readonly read?: number; readonly write?: number };
	readonly output?: number;
	/** Hangs up after so many events of the stream. */
	readonly breakAfter?: number;
	/** Sends this error in the stream after so many events. */
	readonly errorAfter?: { readonly events: number; readonly type: string };
	/** Sends so many events, then nothing until the client hangs up. */
	readonly stallAfter?: number;
}

export interface FailedTurn {
	readonly status: number;
	readonly type: string;
	readonly retryAfter?: number;
	readonly message?: string;
}

export type ScriptedTurn = SaidTurn | FailedTurn;

/** Null where it has nothing to say to this request: the test fails on it. */
export type Script = (request: SeenRequest, n: number) => ScriptedTurn | null;

/** The results of tools in the last message of a request, as text. */
export function resultsIn({ messages }: SeenRequest): readonly string[] {
	const content = messages.at(-1)?.content;
	if (typeof content !== 'object') return [];
	return content.flatMap((block) => {
		if (block.type !== 'tool_result') return [];
		const inner = block['content'];
		return typeof inner === 'string' ? inner : JSON.stringify(inner);
	});
}

/** Everything that a request says, for looking for words in it. */
export function wordsOf({ system, messages }: SeenRequest): string {
	return JSON.stringify([system, messages]);
}
