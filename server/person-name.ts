import type { Workspace } from '#server/workspace.ts';
import type { MemberId } from '#shared/id.ts';

/** A Member's display name, or their id where the name was erased. */
export function personName(
	workspace: Pick<Workspace, 'journal' | 'store'>,
	member: MemberId,
): string {
	const { members, former } = workspace.journal.ledger.state().membership;
	const ref = (members.get(member) ?? former.members.get(member))?.name;
	return (ref && workspace.store.log.readBlob(ref)?.text) ?? member;
}
