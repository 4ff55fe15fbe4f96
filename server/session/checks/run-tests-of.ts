/** Runs the tests of Designs where a Session's files are, as the policy says. */
import { type CheckAsk, folderOf } from '#server/session/checks/check.ts';
import type { Verified } from '#shared/evidence/verified.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** How long another run is waited for, in tries of a second. */
const MOST_TRIES = 15 * 60;

export async function runTestsOf(
	ask: CheckAsk,
	paths: readonly string[],
): Promise<Result<Verified, Refusal>> {
	const { ground, signal } = ask;
	const verification = ground.verificationIn(folderOf(ask));
	for (let tries = 0; ; tries++) {
		const request = { paths, report: null, replay: false };
		// A model wrote what runs here: it is given no secret of this process.
		const { environment } = ground.model;
		const ran = await verification.verify(request, { signal, environment, onOutput: () => {} });
		const busy = !ran.ok && ran.error.guard === 'run-in-progress';
		if (!busy || signal.aborted || tries >= MOST_TRIES) return ran;
		await new Promise<void>((resolve) => {
			ground.timer.after(1_000, resolve);
		});
	}
}

/** Why nobody can ask tests here, as a sentence; null where they can be run. */
export function whyNotAsked({ ground }: CheckAsk): string | null {
	const { policy } = ground.workspace.journal.ledger.state();
	if (policy.evidence?.on !== true) {
		return 'Test runs are off in this workspace, so nothing was run: no owner turned evidence on.';
	}
	return policy.test.length === 0
		? 'No test command is set in this workspace, so nothing was run.'
		: null;
}
