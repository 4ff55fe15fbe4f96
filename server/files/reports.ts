/** What a save, an export and an import did, or would do. Paths are from the repository's root. */
import { z } from 'zod';
import { Finding } from '#shared/trace/finding.ts';

export const SaveReport = z.object({
	written: z.array(z.string()),
	/** How many events `.lintel/log` held that this relay did not have. */
	admitted: z.number(),
	/** What could not be written, and why. */
	findings: z.array(Finding),
});
export type SaveReport = z.infer<typeof SaveReport>;

export const ExportReport = z.object({
	/** Paths that were written, or would be. */
	written: z.array(z.string()),
	/** Why others were not. */
	findings: z.array(Finding),
});
export type ExportReport = z.infer<typeof ExportReport>;

/**
 * What one piece of an imported file became: `added` is new; `same` was there word for word;
 * `differs` was there with other words, which stay; `kept` stands as text between artefacts.
 */
export const ImportEntry = z.object({
	file: z.string(),
	line: z.number().nullable(),
	became: z.enum(['added', 'same', 'differs', 'kept']),
	kind: z.enum(['story', 'context', 'design', 'text']),
	title: z.string(),
	/** How many criteria a Story has. */
	criteria: z.number(),
});
export type ImportEntry = z.infer<typeof ImportEntry>;

export const ImportReport = z.object({
	entries: z.array(ImportEntry),
	/** Files that could not be read, and what in the others was not understood. */
	findings: z.array(Finding),
});
export type ImportReport = z.infer<typeof ImportReport>;
