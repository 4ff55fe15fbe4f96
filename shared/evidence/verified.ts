/** What a test run came to, Design by Design. */
import * as z from 'zod/mini';
import { CriterionResult } from '#shared/evidence/seen-evidence.ts';
import { ComponentId } from '#shared/id.ts';
import { EventId } from '#shared/lifecycle/event.ts';
import { Refusal } from '#shared/refusal.ts';
import { Finding } from '#shared/trace/finding.ts';

const count = z.int().check(z.minimum(0));

export const VerifiedDesign = z.object({
	design: ComponentId,
	/** What its Component is called. */
	name: z.string(),
	test: z.nullable(z.string()),
	/** `none`: nothing was attested, `because` says why; `red`: it names what fails. In a replay: whether the claim holds. */
	result: z.enum(['green', 'red', 'none', 'holds', 'fails']),
	because: z.nullable(z.string()),
	tests: z.object({ passed: count, failed: count, skipped: count }),
	criteria: z.array(CriterionResult),
	/** The attestation that was signed. */
	event: z.nullable(EventId),
});
export type VerifiedDesign = z.infer<typeof VerifiedDesign>;

export const Verified = z.object({
	designs: z.array(VerifiedDesign),
	findings: z.array(Finding),
});
export type Verified = z.infer<typeof Verified>;

/** What is told while a run goes on, a line each: its output, and last what it came to. */
export const VerifyLine = z.discriminatedUnion('type', [
	z.object({ type: z.literal('output'), text: z.string() }),
	z.object({ type: z.literal('verified'), verified: Verified }),
	z.object({ type: z.literal('refused'), refusal: Refusal }),
]);
export type VerifyLine = z.infer<typeof VerifyLine>;
