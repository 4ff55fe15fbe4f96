import * as z from 'zod/mini';
import { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import { StoryId } from '#shared/id.ts';

/**
 * A promise of value: who, what and why, with the criteria that say when it is kept.
 *
 * `narrative` is the prose before the criteria; `notes` is whatever stands after them (priority
 * and tag lines among it), kept word for word.
 */
export const Story = z.object({
	id: StoryId,
	title: z.string(),
	narrative: z.string(),
	criteria: z.array(AcceptanceCriterion),
	notes: z.string(),
});
export type Story = z.infer<typeof Story>;
