/** Whether these files of a repository may be written, as its files and log stand. */
import {
	type CheckDeps,
	type CheckOptions,
	checkRepository,
} from '#server/check/check-repository.ts';
import type { Stopped } from '#server/check/code-gate.ts';
import type { CheckFinding } from '#server/check/report.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Judgement {
	readonly refused: readonly Stopped[];
	readonly advised: readonly Stopped[];
	/** What is wrong with the log and the frozen texts. */
	readonly broken: readonly CheckFinding[];
}

const PROOF = /^(?:log|history|revision)-/;

/**
 * `paths` are relative to the repository. Refuses to judge where nobody founded a workspace and
 * none is expected: then there is nobody who could approve.
 */
export async function judgePaths(
	deps: CheckDeps,
	options: CheckOptions,
	paths: readonly string[],
): Promise<Result<Judgement, Refusal>> {
	const checked = await checkRepository(deps, options);
	if (!checked.ok) return checked;
	const { report, codeGate } = checked.value;
	if (report.root === null && options.pin === null && report.log.segments === 0)
		return err(unfounded);
	const rulings = paths.map((path) => codeGate(path));
	return ok({
		refused: rulings.flatMap((one) => (one.kind === 'refused' ? one : [])),
		advised: rulings.flatMap((one) => (one.kind === 'advised' ? one : [])),
		broken: report.findings.filter(
			({ rule, severity }) => severity === 'error' && PROOF.test(rule),
		),
	});
}

const unfounded = refusal(
	'not-founded',
	'Nobody founded a Lintel workspace in this repository yet, so no design can be approved.',
	'Start lintel, found the workspace in the app, then save: lintel save.',
);
