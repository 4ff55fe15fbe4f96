/** Whether an Agent may work on Sessions here at all, and what a start of one is judged by. */
import type { StartGround } from '#machines/session/why-not-start.ts';
import type { Worker } from '#server/session/sessions.ts';
import type { Workspace } from '#server/workspace.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

type Seeing = Pick<Workspace, 'artefacts' | 'viewOf' | 'journal'>;

/** Nobody works for a workspace that nobody founded, or without an owner's word. */
export function whyNotAtWork({ journal }: Seeing, { id, name }: Worker): Refusal | null {
	const { root, membership } = journal.ledger.state();
	if (root === null) return unfounded;
	return membership.agents.has(id) ? null : notAdmitted(name);
}

export function startGround({ artefacts, viewOf, journal }: Seeing): StartGround {
	return { artefacts: artefacts(), policy: journal.ledger.state().policy, viewOf };
}

const unfounded = refusal(
	'unfounded',
	'This workspace has no members yet, so nobody could decide on what a Session brings.',
	'Tell the person to open the pairing link that Lintel printed.',
);

function notAdmitted(name: string): Refusal {
	return refusal(
		'not-admitted',
		`The agent ${name} has not been admitted, so what it does in a Session would not count.`,
		`Tell the person: an owner opens Members in the app and clicks Admit beside ${name}. Then try again.`,
	);
}
