import { z } from 'zod';
import { Finding } from '#shared/trace/finding.ts';

/** What a save did. */
export const SaveReport = z.object({
	/** Paths from the repository's root. */
	written: z.array(z.string()),
	/** How many events `.lintel/log` held that this relay did not have. */
	admitted: z.number(),
	/** What could not be written, and why. */
	findings: z.array(Finding),
});
export type SaveReport = z.infer<typeof SaveReport>;
