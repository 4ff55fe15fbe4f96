import * as z from 'zod/mini';
import { ComponentId } from '#shared/id.ts';
import { LooseFile, Trace } from '#shared/trace/tracing/trace.ts';

/**
 * The Traces of the relay's checkout: all of them once after `welcome`, in pages, and then those
 * that are another than they were. Never logged.
 */
export const Traces = z.object({
	type: z.literal('traces'),
	/** Whether these come in place of all that was said before. */
	whole: z.boolean(),
	traces: z.array(Trace),
	/** Designs that have no Trace any more. */
	gone: z.array(ComponentId),
	loose: z.array(LooseFile),
	/** Files that are loose no more. */
	settled: z.array(z.string()),
});
export type Traces = z.infer<typeof Traces>;
