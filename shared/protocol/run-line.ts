/** `lintel run` through the Lintel that runs: what is asked for, and what comes line by line. */
import * as z from 'zod/mini';
import { ArtefactId, SessionId } from '#shared/id.ts';
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
	/** Says what would be done, and does none of it. */
	dryRun: z.boolean(),
});
export type RunOrder = z.infer<typeof RunOrder>;

/** What a run would do, of which nothing is done. */
export const RunPlan = z.object({
	kind: SessionKind,
	artefact: z.nullable(z.object({ id: ArtefactId, title: z.string() })),
	/** The one that it would go on with; null where it would start one. */
	session: z.nullable(SessionId),
	/** The title of the step that is next. */
	step: z.nullable(z.string()),
	/** Where files would be written, in a worktree; null where none are. */
	branch: z.nullable(z.string()),
	model: z.string(),
	limits: RunView.shape.limits,
	/** What the model would be given; null while there is no step that anybody could work on. */
	pack: z.nullable(ContextPack),
	/** Why it would not work now, and what to do. */
	why: z.nullable(Refusal),
});
export type RunPlan = z.infer<typeof RunPlan>;

export const RunLine = z.discriminatedUnion('type', [
	z.object({ type: z.literal('text'), text: z.string() }),
	z.object({ type: z.literal('entry'), entry: TranscriptEntry }),
	z.object({ type: z.literal('run'), run: RunView }),
	z.object({ type: z.literal('plan'), plan: RunPlan }),
	z.object({ type: z.literal('refused'), refusal: Refusal }),
]);
export type RunLine = z.infer<typeof RunLine>;
