import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Phase } from '#shared/lifecycle/phase.ts';

const APPROVED: ReadonlySet<Phase> = new Set(['approved', 'implemented', 'verified']);

/** Whether people approved the text as it reads, built and tested since or not. */
export function isApproved({ phase }: Pick<ArtefactView, 'phase'>): boolean {
	return APPROVED.has(phase);
}

/** Approved, and what it was derived from still holds. */
export function isSettled(view: Pick<ArtefactView, 'phase' | 'standing'>): boolean {
	return isApproved(view) && view.standing === 'current';
}
