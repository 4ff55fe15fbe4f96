import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { StoriesDoc } from '#shared/doc/stories-doc.ts';
import type { ArtefactId, MemberId, Random } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** What every edit needs. */
export interface EditTools {
	readonly replicas: Replicas;
	/** The Stories' document as it is right now. */
	storiesDoc(): StoriesDoc;
	readonly origin: Origin;
	readonly random: Random;
	readonly now: () => Date;
	/** Who comments; null while nobody is known here. */
	member(): MemberId | null;
	/** Whether the log speaks of the artefact: then it can't be taken away, only archived. */
	isLogged(id: ArtefactId): boolean;
}

export function loggedRefusal(name: string): Refusal {
	return refusal(
		'has-history',
		`${name} has decisions in the log, which are never taken away.`,
		'Archive it instead; it can be restored.',
	);
}
