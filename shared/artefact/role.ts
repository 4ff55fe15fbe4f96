import * as z from 'zod/mini';

/** What a Member may do: owners everything, reviewers decide, authors write, viewers read. */
export const Role = z.enum(['owner', 'reviewer', 'author', 'viewer']);
export type Role = z.infer<typeof Role>;
