import { isSettled } from '#machines/lifecycle/approval.ts';
import { type Check, fails, passes } from '#server/session/checks/check.ts';

/** Every approved Story is satisfied by some Context. */
export const storiesCovered: Check = ({ ground: { workspace } }) => {
	const { stories, contexts } = workspace.artefacts();
	const { policy } = workspace.journal.ledger.state();
	const satisfied = new Set(contexts.flatMap((context) => context.stories));
	const binding = policy.gates.story === 'required';
	const left = stories.filter(
		({ id }) => !satisfied.has(id) && (!binding || isSettled(workspace.viewOf(id))),
	);
	if (left.length === 0) return passes('Every approved story has a context that satisfies it.');
	const named = left.slice(0, 20).map(({ id, title }) => `“${title}” (${id})`);
	const more = left.length > 20 ? ` and ${left.length - 20} more` : '';
	return fails(
		`No context satisfies ${named.join(', ')}${more}. Add each to the stories of a context with write_context.`,
	);
};
