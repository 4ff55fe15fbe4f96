import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';

/** How far through its gate: `1 of 2 people have approved.`, and who is waited for besides. */
export function gateWords(workspace: Workspace, view: ArtefactView): string {
	const { approvedBy, approvalsNeeded, stillNeeded } = view;
	const people = approvalsNeeded === 1 ? 'person has' : 'people have';
	const counted = `${approvedBy.length} of ${approvalsNeeded} ${people} approved.`;
	if (stillNeeded === null) return counted;
	if (stillNeeded.blocked !== null)
		return `${counted} ${stillNeeded.blocked.reason} ${stillNeeded.blocked.fix}`;
	const lists = stillNeeded.oneOf.map((members) =>
		new Intl.ListFormat('en', { type: 'disjunction' }).format(
			members.map((member) => workspace.nameOf(member)),
		),
	);
	return lists.length === 0
		? counted
		: `${counted} It takes ${new Intl.ListFormat('en').format(lists)}.`;
}
