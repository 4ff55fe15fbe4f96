/** How many of what are in which state: what `lintel status --json` prints. */
import * as z from 'zod/mini';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** `changed` and `suspect` count beside the phases: an artefact is in one phase, and may be either too. */
const Counts = z.object({
	total: z.int(),
	draft: z.int(),
	review: z.int(),
	contested: z.int(),
	approved: z.int(),
	implemented: z.int(),
	verified: z.int(),
	archived: z.int(),
	/** Something of it was approved, and its words are other ones. */
	changed: z.int(),
	suspect: z.int(),
});
type Counts = z.infer<typeof Counts>;

export const Status = z.object({
	stories: Counts,
	criteria: z.int(),
	contexts: Counts,
	designs: Counts,
	findings: z.object({
		...{ error: z.int(), warning: z.int(), info: z.int() },
		/** So many of these were there before Lintel came, and fail no check. */
		known: z._default(z.int(), 0),
	}),
	/** `verified`: every signature is good, and nothing in the log's files is left out. */
	log: z.object({ events: z.int(), verified: z.boolean() }),
});
export type Status = z.infer<typeof Status>;

export interface Seen {
	readonly phase: Exclude<keyof Counts, 'total' | 'changed' | 'suspect'>;
	readonly standing?: 'current' | 'suspect';
	readonly changedSinceApproval?: boolean;
}

export function statusOf(
	artefacts: Artefacts,
	viewOf: (id: ArtefactId) => Seen,
	findings: readonly Finding[],
	log: Pick<Status['log'], 'events'>,
): Status {
	const severe = { error: 0, warning: 0, info: 0, known: 0 };
	for (const { severity } of findings) severe[severity]++;
	return {
		stories: counted(artefacts.stories, viewOf),
		criteria: artefacts.stories.reduce((sum, story) => sum + story.criteria.length, 0),
		contexts: counted(artefacts.contexts, viewOf),
		designs: counted(artefacts.designs, viewOf),
		findings: severe,
		// No event is taken in unverified; what was left out for that, or can't be read, is a Finding.
		log: { ...log, verified: !findings.some(({ rule }) => rule.startsWith('log-')) },
	};
}

function counted(
	artefacts: readonly { readonly id: ArtefactId }[],
	viewOf: (id: ArtefactId) => Seen,
): Counts {
	const counts: Counts = {
		total: artefacts.length,
		draft: 0,
		review: 0,
		contested: 0,
		approved: 0,
		implemented: 0,
		verified: 0,
		archived: 0,
		changed: 0,
		suspect: 0,
	};
	for (const { id } of artefacts) {
		const { phase, standing, changedSinceApproval = false } = viewOf(id);
		counts[phase]++;
		if (changedSinceApproval && phase !== 'archived') counts.changed++;
		if (standing === 'suspect') counts.suspect++;
	}
	return counts;
}
