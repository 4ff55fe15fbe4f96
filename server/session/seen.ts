/** What this relay sees around Sessions: gates, and the order of a Context's Components. */
import { isSettled } from '#machines/lifecycle/approval.ts';
import type { ComponentInLine, GateSeen } from '#machines/session/duties.ts';
import type { Workspace } from '#server/workspace.ts';
import { type ArtefactId, type ContextId, kindOf } from '#shared/id.ts';

type Seeing = Pick<Workspace, 'artefacts' | 'viewOf' | 'journal'>;

/**
 * A gate that policy has off or advisory counts as open. What is missing from this checkout alone may
 * be on another branch: it is gone once people have archived it, and is waited for until then.
 */
export function gateOf(workspace: Seeing, artefact: ArtefactId): GateSeen {
	const view = workspace.viewOf(artefact);
	if (view.phase === 'archived') return { gate: 'gone' };
	const { policy } = workspace.journal.ledger.state();
	const mode = policy.gates[kindOf(artefact)];
	if (mode !== 'required') return { gate: 'open', revision: view.approvedRevision };
	if (isSettled(view)) return { gate: 'open', revision: view.approvedRevision };
	if (view.bypassed && bypassesHand(view)) return { gate: 'open', revision: null };
	const sentBack = view.phase === 'draft' || view.phase === 'contested';
	return sentBack && view.lastReason !== null
		? { gate: 'returned', reason: view.lastReason.ref }
		: { gate: 'shut' };
}

/** An owner let exactly this text pass. */
function bypassesHand({ bypasses, submission }: ReturnType<Workspace['viewOf']>): boolean {
	return bypasses.some(
		({ revision }) => submission?.textMatches && submission.revision === revision,
	);
}

/**
 * In the map's order, each after those that its Design names in backticks, by name or code path.
 * Where no Design is written yet nothing is known, and none waits for another.
 */
export function componentsOf(
	{ artefacts }: Seeing,
	context: ContextId,
): readonly ComponentInLine[] {
	const { contexts, designs } = artefacts();
	const components = contexts.find(({ id }) => id === context)?.components ?? [];
	return components.map(({ id }) => {
		const body = designs.find((design) => design.id === id)?.body ?? '';
		const named = (word: string) => word !== '' && body.includes(`\`${word}\``);
		const after = components.filter(
			(other) => other.id !== id && (named(other.name) || named(other.code)),
		);
		return { id, after: after.map((other) => other.id) };
	});
}
