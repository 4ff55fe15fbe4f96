/** Why the runner doesn't run, and what to do about it. */
import type { SessionState } from '#machines/session/session-state.ts';
import type { RunnerWorld } from '#server/runner/runner-world.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** The name that the runner's Agent has in every workspace. */
export const RUNNER_NAME = 'Lintel runner';

/** Null where it can work: with a key, in a workspace that has people, as an Agent whom they admitted. */
export function whyUnready(
	{ workspace, worker, url }: Pick<RunnerWorld, 'workspace' | 'worker' | 'url'>,
	key: string | null,
): Refusal | null {
	if (key === null) return noKey;
	const { root, membership } = workspace.journal.ledger.state();
	if (root === null) return unfounded;
	return membership.agents.has(worker.id) ? null : notAdmitted(url());
}

export const noKey = refusal(
	'no-key',
	'The built-in runner has no key for the Messages API. Everything else works without one.',
	'Set ANTHROPIC_API_KEY in the environment, or give the key to the keychain (docs/runner.md), and start Lintel again, or let an agent work over MCP: lintel connect.',
);

const unfounded = refusal(
	'unfounded',
	'This workspace has no members yet, so nobody could approve anything.',
	'Open the link that lintel prints, and found it.',
);

function notAdmitted(url: string): Refusal {
	return refusal(
		'not-admitted',
		`The agent ${RUNNER_NAME} has not been admitted, so nothing that it does would count.`,
		`An owner opens ${url}/members and clicks Admit beside ${RUNNER_NAME}. Then run it again.`,
	);
}

export const tooMany = refusal(
	'runs-at-once',
	'Four sessions run here already.',
	'Pause one of them, or wait until one ended.',
);

export const runsAbove = refusal(
	'runs-above',
	'The session above this one is being run, and takes it in turn.',
	'Wait, or pause that one first.',
);

export const broken = refusal(
	'internal',
	'Something went wrong inside the runner; what was written is not lost.',
	'Run the session again. The terminal that Lintel runs in says more.',
);

export function noSession(session: string): Refusal {
	return refusal(
		'no-session',
		`There is no session ${session} in this workspace.`,
		'Open Sessions in the app for those that are.',
	);
}

export function ended({ id, phase }: Pick<SessionState, 'id' | 'phase'>): Refusal {
	return refusal(
		'session-ended',
		`The session ${id} is ${phase}.`,
		'Start another one: lintel run TYPE ARTEFACT.',
	);
}

export function noRun(session: string): Refusal {
	return refusal('no-run', `The runner does not run ${session}.`, 'Run it first.');
}
