import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';

/** How far a gate is and whom it waits for, where one approval of anybody is not enough. */
export function waitsFor(
	workspace: Pick<Workspace, 'nameOf'>,
	{ approvalsNeeded, approvedBy, stillNeeded }: ArtefactView,
): string {
	if (stillNeeded === null) return '';
	const { oneOf, blocked } = stillNeeded;
	const far =
		approvalsNeeded > 1 ? [`${approvedBy.length} of ${approvalsNeeded} people have approved.`] : [];
	const lists = oneOf.map((members) =>
		new Intl.ListFormat('en', { type: 'disjunction' }).format(
			members.map((one) => workspace.nameOf(one)),
		),
	);
	const named =
		lists.length === 0 ? [] : [`It waits for ${new Intl.ListFormat('en').format(lists)}.`];
	const stuck = blocked === null ? [] : [`${blocked.reason} ${blocked.fix}`];
	return [...far, ...named, ...stuck].join(' ');
}
