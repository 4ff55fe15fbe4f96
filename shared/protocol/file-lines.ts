import * as z from 'zod/mini';
import { AcceptanceCriterionId } from '#shared/id.ts';

const Line = z.int().check(z.minimum(1));

/** Where to look in the files of a Design, as they read now: lines from 1, null for no line of its own. */
export const FileLines = z.object({
	/** Where its Component is declared. */
	code: z.nullable(Line),
	/** Where its first test begins. */
	test: z.nullable(Line),
	/** By criterion: where the first test begins that names it. */
	criteria: z.record(AcceptanceCriterionId, Line),
});
export type FileLines = z.infer<typeof FileLines>;
