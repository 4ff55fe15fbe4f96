/** What test runs say of one Design in one checkout: seen, never logged. */
import * as z from 'zod/mini';
import { Hash } from '#shared/hash.ts';
import { AcceptanceCriterionId, ComponentId, RelayId } from '#shared/id.ts';

/**
 * `verified`: a green run fits exactly what is in hand. `red`: a run of exactly this failed.
 * `outdated`: there are runs, of something else. `none`: no run counts.
 */
export const EvidenceResult = z.enum(['verified', 'red', 'outdated', 'none']);
export type EvidenceResult = z.infer<typeof EvidenceResult>;

/** How the tests of one criterion came out, and the hash of the text that they were about. */
export const CriterionResult = z.object({
	id: AcceptanceCriterionId,
	text: Hash,
	result: z.enum(['green', 'red', 'skipped']),
});
export type CriterionResult = z.infer<typeof CriterionResult>;

export const SeenEvidence = z.object({
	design: ComponentId,
	/** The revision of the Design that was in hand. */
	revision: z.nullable(Hash),
	result: EvidenceResult,
	/** Why, as a sentence: "The code changed since the run of 2026-11-22 18:40 UTC." */
	because: z.string(),
	/** What differs from that run, where it is outdated. */
	changed: z.array(z.enum(['design', 'code', 'test', 'policy'])),
	/** The run that this speaks of. */
	run: z.nullable(
		z.object({
			event: Hash,
			relay: RelayId,
			at: z.iso.datetime(),
			tree: z.string(),
			clean: z.boolean(),
			as: z.enum(['reports', 'runs', 'ci']),
		}),
	),
	/** What that run said of criteria, where it fits what is in hand; else empty. */
	criteria: z.array(CriterionResult),
});
export type SeenEvidence = z.infer<typeof SeenEvidence>;
