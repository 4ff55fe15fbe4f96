import * as z from 'zod/mini';

/** What a third party's package that is shipped within ours asks to be handed on with it. */
export const PackageLicence = z.object({
	name: z.string(),
	/** Unknown for what another package holds inside itself. */
	version: z.optional(z.string()),
	/** As the package says it, in SPDX's words: `MIT`, `(MPL-2.0 OR Apache-2.0)`. */
	licence: z.string(),
	/** The licence's own words, and those of the package's notice where it has one. */
	text: z.string(),
});
export type PackageLicence = z.infer<typeof PackageLicence>;
