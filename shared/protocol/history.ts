/** What an artefact said at some time, as the relay tells it. */
import * as z from 'zod/mini';
import { Context } from '#shared/artefact/context.ts';
import { Story } from '#shared/artefact/story.ts';
import { Hash } from '#shared/hash.ts';
import { ArtefactId } from '#shared/id.ts';

/** Who changed a text: a Member, an Agent, a file, or nobody the relay saw (`seed`). */
export const EditionAuthor = z.object({
	kind: z.enum(['person', 'agent', 'file', 'seed']),
	/** The Member, the Agent, or the file's path. */
	id: z.string(),
});
export type EditionAuthor = z.infer<typeof EditionAuthor>;

/** One edition of an artefact, without its words. They are numbered upwards, with gaps. */
export const EditionHead = z.object({
	artefact: ArtefactId,
	n: z.int(),
	/** When its authors began, and when they last typed. */
	began: z.iso.datetime(),
	at: z.iso.datetime(),
	by: z.readonly(z.array(EditionAuthor)),
	/** What a decision on exactly this text would name; null where there is no such text. */
	revision: z.nullable(Hash),
});
export type EditionHead = z.infer<typeof EditionHead>;

/** The fields of an artefact, so that it can be made to read so again. */
export const EditionFields = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('story'), story: Story }),
	z.object({ kind: z.literal('context'), context: Context }),
	z.object({ kind: z.literal('design'), markdown: z.string() }),
]);
export type EditionFields = z.infer<typeof EditionFields>;

/** Newest first. */
export const EditionPage = z.object({ editions: z.array(EditionHead), more: z.boolean() });
export type EditionPage = z.infer<typeof EditionPage>;

export const Edition = z.extend(EditionHead, { fields: EditionFields, text: z.string() });
export type Edition = z.infer<typeof Edition>;
