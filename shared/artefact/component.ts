import * as z from 'zod/mini';
import { ComponentId } from '#shared/id.ts';

/** A unit of code that a Context owns. `code` is a path from the repository's root, or ''. */
export const Component = z.object({
	id: ComponentId,
	name: z.string(),
	type: z.string(),
	code: z.string(),
});
export type Component = z.infer<typeof Component>;
