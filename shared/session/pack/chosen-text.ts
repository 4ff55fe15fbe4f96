/** Which words of an artefact a worker goes by, and how they are marked. */
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { canonicalTextOf } from '#shared/lifecycle/revision.ts';
import type { PackPart } from '#shared/session/context-pack.ts';
import type { KnownText } from '#shared/session/pack/pack-source.ts';
import type { Writable } from '#shared/session/session-type.ts';

export interface ChosenText extends Pick<PackPart, 'standing'> {
	readonly artefact: AnyArtefact;
	/** Lintel's own words about it. */
	readonly note: string;
}

/**
 * The approved words, also where the text in hand reads otherwise: only they are to be built on. What
 * the step may write comes as it reads now.
 */
export function chosenText(known: KnownText, writes: readonly Writable[]): ChosenText {
	const { approved, now, binding, suspect } = known;
	const isApproved = approved !== null && canonicalTextOf(approved) === canonicalTextOf(now);
	if (writes.includes(now.kind)) {
		const note = isApproved ? SAYS.approvedYours : SAYS.yours;
		return { artefact: now, standing: isApproved ? 'instruction' : 'draft', note };
	}
	if (approved === null) {
		return { artefact: now, standing: 'draft', note: binding ? SAYS.draft : SAYS.advisory };
	}
	const notes = [isApproved ? SAYS.approved : SAYS.otherwise, ...(suspect ? [SAYS.suspect] : [])];
	return { artefact: approved, standing: 'instruction', note: notes.join(' ') };
}

const SAYS = {
	approved: 'Approved.',
	otherwise:
		'Approved. The text in hand reads otherwise and is not approved: go by these words alone.',
	suspect: 'Suspect: what it was derived from has changed since.',
	draft: 'A draft that nobody approved: know of it, and build nothing on it.',
	advisory: 'A draft. The team’s gate for it is advisory, so it may be built on as it reads.',
	approvedYours:
		'Approved as it reads. A change has to be approved anew: write it with revise: true.',
	yours: 'A draft, and yours to change.',
} as const;
