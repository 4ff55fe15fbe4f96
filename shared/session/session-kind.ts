import * as z from 'zod/mini';

/** What a Session is for; see types/ for the steps of each. */
export const SessionKind = z.enum([
	'story-interview',
	'story-review',
	'context-mapping',
	'context-design',
	'component-design',
	'component-tests',
	'component-code',
	'context-code',
	'integration',
	'change',
]);
export type SessionKind = z.infer<typeof SessionKind>;
