import * as z from 'zod/mini';
import { AcceptanceCriterionId, ComponentId, ContextId } from '#shared/id.ts';

/**
 * The Markdown document of one Component. `body` is everything after the front matter,
 * the H1 included. `criteria` are the ones it serves.
 */
export const Design = z.object({
	id: ComponentId,
	component: z.string(),
	type: z.string(),
	context: z.nullable(ContextId),
	criteria: z.array(AcceptanceCriterionId),
	body: z.string(),
});
export type Design = z.infer<typeof Design>;
