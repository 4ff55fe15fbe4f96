import * as z from 'zod/mini';

/**
 * A no that explains itself: which guard said it, a sentence, and what to do about it.
 *
 * `guard` is a stable kebab-case name that tests and clients may compare; `reason` and `fix`
 * are sentences for people and agents.
 */
export const Refusal = z.object({
	guard: z.string(),
	reason: z.string(),
	fix: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

export function refusal(guard: string, reason: string, fix: string): Refusal {
	return { guard, reason, fix };
}
