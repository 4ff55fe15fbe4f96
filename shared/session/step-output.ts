/**
 * What a step hands in, by name. Short and structured: prose goes into the artefacts, code into files,
 * and what was said on the way into the transcript.
 */
import * as z from 'zod/mini';
import { AcceptanceCriterionId, ArtefactId } from '#shared/id.ts';
import { WellFormed } from '#shared/well-formed.ts';

const Summary = WellFormed.check(
	...[z.minLength(1), z.maxLength(4_000)],
	z.describe('What was done, and what was left and why: a few sentences for people'),
);
const Path = WellFormed.check(z.minLength(1), z.maxLength(500));
const Line = WellFormed.check(z.minLength(1), z.maxLength(1_000));

/** Artefacts that were written or left as they are, every one that the step is about. */
export const WrittenOutput = z.strictObject({
	summary: Summary,
	artefacts: z.array(ArtefactId).check(z.minLength(1), z.maxLength(50)),
});

/** What a reader found. `must`: wrong or missing. `should`: better otherwise. `note`: worth knowing. */
export const ReviewOutput = z.strictObject({
	summary: Summary,
	remarks: z
		.array(
			z.strictObject({
				artefact: ArtefactId,
				criterion: z.optional(AcceptanceCriterionId),
				weight: z
					.enum(['must', 'should', 'note'])
					.check(
						z.describe('must: wrong or missing; should: better otherwise; note: worth knowing'),
					),
				text: Line,
			}),
		)
		.check(z.maxLength(50)),
});

/** Files that were written, by their paths from the repository's root. */
export const FilesOutput = z.strictObject({
	summary: Summary,
	files: z
		.array(Path)
		.check(z.minLength(1), z.maxLength(50), z.describe('Paths from the repository’s root')),
});

/** Of everything that a change made suspect, what is to be done about it. */
export const ProposalOutput = z.strictObject({
	summary: Summary,
	artefacts: z
		.array(
			z.strictObject({
				id: ArtefactId,
				verdict: z
					.enum(['holds', 'edit'])
					.check(z.describe('holds: right as it is; edit: has to be edited')),
				why: Line,
			}),
		)
		.check(z.minLength(1), z.maxLength(50)),
});

export const STEP_OUTPUTS = {
	written: WrittenOutput,
	review: ReviewOutput,
	files: FilesOutput,
	proposal: ProposalOutput,
} as const;
export type OutputName = keyof typeof STEP_OUTPUTS;

/** What any step may hand in, as it was parsed. */
export type StepOutput =
	| z.infer<typeof WrittenOutput>
	| z.infer<typeof ReviewOutput>
	| z.infer<typeof FilesOutput>
	| z.infer<typeof ProposalOutput>;
