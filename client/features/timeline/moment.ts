import type { Chronicle } from '#machines/history/chronicle.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { PhaseAndStanding } from '#shared/lifecycle/phase.ts';

/** How one artefact stood, and how it stands; null before the log knew it. */
interface Stood {
	readonly artefact: ArtefactId;
	readonly stood: PhaseAndStanding | null;
	readonly stands: PhaseAndStanding | null;
}

interface Moment {
	/** What the log knew by then. */
	readonly there: readonly Stood[];
	/** What stands otherwise now, also what came since. */
	readonly changed: readonly Stood[];
}

/** Everything after `n` events beside everything after `now` of them. */
export function momentOf(
	chronicle: Pick<Chronicle, 'artefacts' | 'stateAt'>,
	n: number,
	now: number,
): Moment {
	const all = chronicle.artefacts.map((artefact) => ({
		artefact,
		stood: chronicle.stateAt(artefact, n),
		stands: chronicle.stateAt(artefact, now),
	}));
	return {
		there: all.filter(({ stood }) => stood !== null),
		changed: all.filter((one) => one.stood !== one.stands),
	};
}
