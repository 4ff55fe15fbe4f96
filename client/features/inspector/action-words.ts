import type { Action, ActionOffer } from '#machines/lifecycle/actions.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';

interface ActionWords {
	readonly words: string;
	/** What happened, once it has. */
	readonly done: string;
}

export const ACTION_WORDS: Readonly<Record<Action, ActionWords>> = {
	submit: { words: 'Submit for review', done: 'Submitted. It waits for a reviewer.' },
	approve: { words: 'Review and approve', done: 'Approved, signed by this device.' },
	requestChanges: { words: 'Request changes', done: 'Changes requested.' },
	withdraw: { words: 'Withdraw', done: 'Withdrawn. It is a draft again.' },
	reaffirm: { words: 'Reaffirm', done: 'Reaffirmed: still right.' },
	archive: { words: 'Archive', done: 'Archived. It stays in the file.' },
	restore: { words: 'Restore', done: 'Restored as a draft.' },
	bypass: { words: 'Bypass the gate', done: 'Bypassed. It shows so for good.' },
};

const BY_PHASE: Readonly<Record<ArtefactView['phase'], readonly Action[]>> = {
	draft: ['submit'],
	review: ['approve', 'requestChanges', 'withdraw'],
	contested: ['approve', 'requestChanges', 'withdraw'],
	approved: [],
	implemented: [],
	verified: [],
	archived: ['restore'],
};

/** What one comes here to do in this state, the first of them first; the rest is in the menu. */
export function actionsInPlace(view: ArtefactView): readonly Action[] {
	return [...(view.standing === 'suspect' ? (['reaffirm'] as const) : []), ...BY_PHASE[view.phase]];
}

/**
 * What the key for the first thing does: the first that leads on. Never what takes a decision back,
 * or the key pressed once more would undo what it did before.
 */
export function nextAction(view: ArtefactView, offers: readonly ActionOffer[]): Action | undefined {
	return actionsInPlace(view).find(
		(action) =>
			action !== 'withdraw' &&
			action !== 'requestChanges' &&
			offers.some((offer) => offer.action === action && offer.allowed),
	);
}
