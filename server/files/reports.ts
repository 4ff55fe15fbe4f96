/** What a save, an export and an import did, or would do. Paths are from the repository's root. */
import { z } from 'zod';
import type { Settlement } from '#shared/import/plan-choices.ts';
import type { ImportFormat } from '#shared/import/reading.ts';
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
 * What one piece of an imported file became: `added` is new; `updated` took over what only the
 * file changed; `same` was there word for word; `differs` was there with other words; `deleted` was
 * taken out here and stays out; `kept` stands as text between artefacts.
 */
export const ImportEntry = z.object({
	file: z.string(),
	/** Its first line and its last. */
	line: z.number().nullable(),
	last: z.number().nullable(),
	became: z.enum(['added', 'updated', 'same', 'differs', 'deleted', 'kept']),
	kind: z.enum(['story', 'context', 'design', 'text']),
	title: z.string(),
	/** How many criteria a Story has. */
	criteria: z.number(),
	/** The fields that the file says otherwise. */
	changes: z.array(z.string()).readonly(),
});
export type ImportEntry = z.infer<typeof ImportEntry>;

/** How an import goes about it. */
export interface ImportOptions {
	readonly dryRun: boolean;
	/** What the files are; null finds out. */
	readonly as: ImportFormat | null;
	/** What stays where both sides differ; null lets a merge show both, and strangers be. */
	readonly settle: Settlement | null;
}

export const ImportReport = z.object({
	entries: z.array(ImportEntry),
	/** Files that could not be read, and what in the others was not understood. */
	findings: z.array(Finding),
});
export type ImportReport = z.infer<typeof ImportReport>;
