import * as z from 'zod/mini';
import { ArtefactId } from '#shared/id.ts';

export const Severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/** Characters (UTF-16 units) in the text of the Finding's field, half-open. */
export const Place = z.object({
	from: z.int().check(z.minimum(0)),
	to: z.int().check(z.minimum(0)),
});
export type Place = z.infer<typeof Place>;

/**
 * What validation says: which rule, how bad, where, and what to do about it.
 *
 * `rule` is a lasting kebab-case id (`story-without-criteria`); `message` and `fix` are sentences.
 * `line` counts from 1 in `file` where the Finding comes from a file; `field` names the artefact's
 * field (`title`, `criteria/ac_…`, `dependencies`) where it comes from a document. `place` is what
 * to mark: in the field's text, or in a Design's whole Markdown; null means all of the field.
 */
export const Finding = z.object({
	rule: z.string(),
	severity: Severity,
	message: z.string(),
	fix: z.string(),
	artefact: z.nullable(ArtefactId),
	field: z.nullable(z.string()),
	place: z._default(z.nullable(Place), null),
	file: z.nullable(z.string()),
	line: z.nullable(z.int()),
});
export type Finding = z.infer<typeof Finding>;
