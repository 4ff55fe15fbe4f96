/**
 * What was said and done in a Session, entry by entry. Stored by the relay with a retention, shown to
 * members, never in the log: what was decided is there.
 */
import * as z from 'zod/mini';
import { SessionId } from '#shared/id.ts';

/**
 * - `text`: what the worker said. - `tool`: a call and what came of it. - `output`: what was handed in.
 * - `check`: what a check said of it. - `usage`: tokens of one request to a model. - `note`: what the relay
 *   or a person did.
 */
export const TranscriptBody = z.discriminatedUnion('type', [
	z.object({ type: z.literal('text'), text: z.string() }),
	z.object({
		type: z.literal('tool'),
		name: z.string(),
		input: z.string(),
		result: z.string(),
		failed: z.boolean(),
	}),
	z.object({ type: z.literal('output'), output: z.string() }),
	z.object({
		type: z.literal('check'),
		check: z.string(),
		passed: z.boolean(),
		text: z.string(),
	}),
	z.object({
		type: z.literal('usage'),
		model: z.string(),
		input: z.int(),
		cachedRead: z.int(),
		cachedWrite: z.int(),
		output: z.int(),
		/** US dollars, where the model's price is known. */
		cost: z.nullable(z.number()),
	}),
	z.object({ type: z.literal('note'), text: z.string() }),
]);
export type TranscriptBody = z.infer<typeof TranscriptBody>;

export const TranscriptEntry = z.object({
	session: SessionId,
	/** Counts from 1 in each Session, without gaps. */
	n: z.int(),
	at: z.iso.datetime(),
	step: z.nullable(z.string()),
	/** The name of who did it, as it is shown. */
	who: z.string(),
	body: TranscriptBody,
});
export type TranscriptEntry = z.infer<typeof TranscriptEntry>;

/** No entry's text is longer, in characters; what is over is cut and says so. */
export const MOST_ENTRY_TEXT = 20_000;
