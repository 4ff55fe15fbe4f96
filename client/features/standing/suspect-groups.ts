import { isApproved } from '#machines/lifecycle/approval.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { SuspectReason } from '#machines/lifecycle/suspicion.ts';

/** Everything that one change upstream made suspect. */
export interface SuspectGroup {
	/** Stays the same while the change does: for the address, and for what is unfolded. */
	readonly key: string;
	/** What happened, as one of them has it: they may rest on different earlier texts. */
	readonly reason: SuspectReason;
	readonly suspects: readonly Suspect[];
}

export interface Suspect {
	readonly view: ArtefactView;
	readonly reason: SuspectReason;
}

/**
 * One group for each change, the largest first; what rests on two changes is in both. Only what is
 * approved can be reaffirmed: what waits for a review is decided there.
 */
export function suspectGroups(views: readonly ArtefactView[]): readonly SuspectGroup[] {
	const all = views.flatMap((view) =>
		view.standing === 'suspect' && isApproved(view)
			? view.suspectBecause.map((reason) => ({ view, reason }))
			: [],
	);
	const groups = [...Map.groupBy(all, ({ reason }) => keyOf(reason))].flatMap(([key, suspects]) => {
		const reason = suspects[0]?.reason;
		return reason === undefined ? [] : [{ key, reason, suspects: once(suspects) }];
	});
	return groups.sort((a, b) => b.suspects.length - a.suspects.length || (a.key < b.key ? -1 : 1));
}

function keyOf({ artefact, how, to }: SuspectReason): string {
	return `${artefact}-${how}${to === null ? '' : `-${to.slice(0, 8)}`}`;
}

function once(suspects: readonly Suspect[]): readonly Suspect[] {
	return [...new Map(suspects.map((one) => [one.view.id, one])).values()];
}
