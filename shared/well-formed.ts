import * as z from 'zod/mini';

/**
 * Text without half characters. JSON can say `"\ud800"`, and nothing that is hashed may hold it:
 * it has no canonical form and no bytes in UTF-8.
 */
export const WellFormed = z.string().check(z.refine((text) => text.isWellFormed()));
