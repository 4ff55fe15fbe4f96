/**
 * All that a step's worker is given to read: the smallest sufficient text. The same artefacts, files
 * and policy give the same pack, and what seldom changes comes first, so that prompts can be cached.
 */
import * as z from 'zod/mini';
import { ArtefactId } from '#shared/id.ts';

/** One heading of a pack. */
export const PackPart = z.object({
	/** A PackInput, `instruction` or `goal`. */
	input: z.string(),
	/** Lintel's own words: an id or a path, never a title that somebody wrote. */
	title: z.string(),
	/** What Lintel says of the text: whether it is approved, where it was cut. */
	note: z.optional(z.string()),
	text: z.string(),
	/** About how many tokens, by an estimate that is the same everywhere. */
	tokens: z.int(),
	/** `instruction` builds on approved words; `draft` is shown and marked; `data` is neither. */
	standing: z.enum(['instruction', 'draft', 'data']),
	artefact: z.nullable(ArtefactId),
	/** From the repository's root, where it is a file's text. */
	path: z.nullable(z.string()),
});
export type PackPart = z.infer<typeof PackPart>;

export const ContextPack = z.object({
	parts: z.array(PackPart),
	tokens: z.int(),
	budget: z.int(),
	/** What did not fit or was cut, the least important first, and why. */
	left: z.array(z.object({ title: z.string(), tokens: z.int(), why: z.string() })),
});
export type ContextPack = z.infer<typeof ContextPack>;
