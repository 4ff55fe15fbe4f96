import type { ChainRun } from '#client/features/trace/chain.ts';
import { reasonHere } from '#client/features/trace/reason-here.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { ComponentId } from '#shared/id.ts';

/** Of what nobody ever tested; another reason says why what ran counts for nothing. */
export const NO_RUN: ChainRun = { result: 'none', because: 'No test run of it is in the log.' };

/** What the relay saw stays the same object until it changes. */
const read = new WeakMap<SeenEvidence, ChainRun>();

function readHere(seen: SeenEvidence): ChainRun {
	const known = read.get(seen);
	if (known !== undefined) return known;
	const run = { result: seen.result, because: reasonHere(seen.because) };
	read.set(seen, run);
	return run;
}

/** Whether anything is known of test runs here. */
export function runsAreOn({ policy, observed }: Workspace): boolean {
	return policy.evidence?.on === true && observed !== null;
}

/** What the runs say of a Design as it reads on this device; null where test runs are off. */
export function runInHand(workspace: Workspace, id: ComponentId): ChainRun | null {
	if (!runsAreOn(workspace)) return null;
	return heldAgainst(
		workspace,
		workspace.observed?.evidence?.find((one) => one.design === id),
	);
}

/** What is typed here and not in the relay's files yet is not what the tests ran on. */
export function heldAgainst(workspace: Workspace, seen: SeenEvidence | undefined): ChainRun {
	if (seen === undefined) return NO_RUN;
	if (fitsHere(workspace, seen)) return readHere(seen);
	return { result: 'outdated', because: 'The design changed since its tests ran.' };
}

/** Whether a run that backs something, or speaks against it, is about the text on this device. */
export function fitsHere(
	workspace: Workspace,
	{ design, result, revision }: SeenEvidence,
): boolean {
	const backs = result === 'verified' || result === 'red';
	return !backs || revision === (workspace.canonical(design)?.revision ?? null);
}
