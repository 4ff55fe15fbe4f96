/** What the files ask a person: Lintel has kept everything and waits for an answer. */
import * as z from 'zod/mini';
import { Hash } from '#shared/hash.ts';
import { ArtefactId } from '#shared/id.ts';

const common = {
	/** The same question has the same id. */
	id: z.string(),
	/** The file, from the repository's root. */
	path: z.string(),
	artefact: z.nullable(ArtefactId),
	at: z.iso.datetime(),
};

export const FileQuestion = z.discriminatedUnion('kind', [
	/** Document and file changed the same words; the text now holds what both say. */
	z.object({
		kind: z.literal('both-changed'),
		...common,
		/** As a Finding names it; null where it is the whole artefact, or text around artefacts. */
		field: z.nullable(z.string()),
		line: z.nullable(z.int()),
		mine: z.string(),
		theirs: z.string(),
		/** What stands in the text; '' where it is too long to be kept. */
		both: z.string(),
	}),
	/** Git put another text into the file, or an older copy the database: that is no edit. */
	z.object({
		kind: z.literal('tree-differs'),
		...common,
		/** The text that file and document agreed on; if it comes back, nothing is asked. */
		was: Hash,
		/** The database was put back from a copy: browsers may bring what the file says. */
		putBack: z.optional(z.boolean()),
	}),
	/** The file is gone; what it held is still here. */
	z.object({ kind: z.literal('file-gone'), ...common }),
]);
export type FileQuestion = z.infer<typeof FileQuestion>;

type BothChanged = Extract<FileQuestion, { kind: 'both-changed' }>;

/** Whether it is about what can't be two things at once: what was changed here stands. */
export function holdsOne(question: BothChanged): boolean {
	const { mine, theirs, both } = question;
	return (mine !== '' && theirs !== '' && mine === both) || isPlace(question);
}

/** Whether it is about where something stands. */
export function isPlace({ field }: BothChanged): boolean {
	return /\/(?:place|order)$/.test(field ?? '');
}

/**
 * `mine`, `theirs` and `both` settle words that both changed; `take` (from the file) and `write`
 * (to the file) settle a file that differs; `write` brings a file back that is gone, `archived`
 * lets it go.
 */
export const FileAnswer = z.enum(['mine', 'theirs', 'both', 'take', 'write', 'archived']);
export type FileAnswer = z.infer<typeof FileAnswer>;

/** The answers that a question has. */
export const ANSWERS = {
	'both-changed': ['mine', 'theirs', 'both'],
	'tree-differs': ['take', 'write'],
	'file-gone': ['write', 'archived'],
} as const satisfies Record<FileQuestion['kind'], readonly FileAnswer[]>;
