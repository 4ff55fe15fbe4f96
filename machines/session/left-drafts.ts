/** What a Session's Agent handed in that can't be reviewed before people approve something else of it. */
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { AgentId } from '#shared/id.ts';
import type { Draft } from '#shared/lifecycle/event.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';

export interface LeftDrafts {
	/** Whose work it is. */
	readonly agent: AgentId;
	readonly drafts: readonly Draft[];
}

/** While the Session waits at a gate: what the relay of this key left there when it accepted the step. */
export function leftDrafts(
	{ waiting, history, steps }: SessionState,
	ledger: Pick<Ledger, 'get'>,
	key: KeyId,
): LeftDrafts | null {
	if (waiting?.for !== 'approval') return null;
	const last = history.findLast((id) => ledger.get(id)?.event.type === 'stepAccepted');
	const event = last === undefined ? null : ledger.get(last)?.event;
	// Of two relays the one that spoke for the Agent goes on doing so.
	if (event?.type !== 'stepAccepted' || event.by.key !== key) return null;
	const { step: name, content, drafts = [] } = event;
	const step = steps.find((one) => one.name === name);
	const by = step?.attempts.findLast((one) => one.content === content)?.by;
	return by?.kind === 'agent' && drafts.length > 0 ? { agent: by.agent, drafts } : null;
}
