import * as z from 'zod/mini';
import { AcceptanceCriterionId } from '#shared/id.ts';

/** One testable sentence of a Story. `text` may hold nested lines, dedented to column 0. */
export const AcceptanceCriterion = z.object({
	id: AcceptanceCriterionId,
	text: z.string(),
});
export type AcceptanceCriterion = z.infer<typeof AcceptanceCriterion>;
