/** `lintel run` through the Lintel that runs: what is asked for, and what comes line by line. */
import * as z from 'zod/mini';
import { SessionId } from '#shared/id.ts';
import { RunView } from '#shared/protocol/run.ts';
import { Refusal } from '#shared/refusal.ts';
import { ContextPack } from '#shared/session/context-pack.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { TranscriptEntry } from '#shared/session/transcript.ts';

const Words = z.string().check(z.maxLength(4_000));

export const RunOrder = z.strictObject({
	/** Goes on with it; null starts one, or goes on with the open one of that kind and artefact. */
	session: z.nullable(SessionId),
	kind: z.nullable(SessionKind),
	/** An id, or a title, name or path that only one artefact has. */
	artefact: z.nullable(Words),
	goal: z.nullable(Words),
	model: z.nullable(z.string().check(z.minLength(1), z.maxLength(100))),
	maxCost: z.nullable(z.number().check(z.positive(), z.maximum(10_000))),
	/** Shows what the step's worker would be given, and asks no model. */
	dryRun: z.boolean(),
});
export type RunOrder = z.infer<typeof RunOrder>;

export const RunLine = z.discriminatedUnion('type', [
	z.object({ type: z.literal('text'), text: z.string() }),
	z.object({ type: z.literal('entry'), entry: TranscriptEntry }),
	z.object({ type: z.literal('run'), run: RunView }),
	z.object({ type: z.literal('pack'), pack: ContextPack }),
	z.object({ type: z.literal('refused'), refusal: Refusal }),
]);
export type RunLine = z.infer<typeof RunLine>;
