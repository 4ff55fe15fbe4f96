import {
	authorKey,
	type LifecycleContext,
	type RecordedReaffirmation,
	type Submission,
} from '#machines/lifecycle/context.ts';
import { spokenOf } from '#machines/lifecycle/reading.ts';
import type { Basis } from '#shared/lifecycle/event.ts';

/** What the decision rests on and is no longer so: while there is any, the artefact is suspect. */
export function brokenBasis(context: LifecycleContext): readonly Basis[] {
	const { seen } = context;
	if (seen === null) return [];
	return spokenOf(context).flatMap((submission) => {
		const { bases, named } = restsOn(submission);
		const holding = new Set(bases.filter(seen.holds).map(({ artefact }) => artefact));
		return named.filter(({ artefact }) => !holding.has(artefact));
	});
}

/**
 * What a submission rests on: its own basis, or the last one that enough people reaffirmed. Any
 * basis that was ever agreed still carries its artefact, so that undoing an upstream change
 * restores the standing.
 */
function restsOn(submission: Submission): {
	readonly bases: readonly Basis[];
	readonly named: readonly Basis[];
} {
	const agreed = agreements(submission.reaffirmations);
	const last = agreed.filter(
		(one) => !agreed.some((other) => other !== one && replaces(other, one)),
	);
	const bases = [submission.basis, ...agreed.map(([first]) => first?.basis ?? [])].flat();
	const named =
		agreed.length === 0 ? submission.basis : last.flatMap(([first]) => first?.basis ?? []);
	return { bases, named };
}

/** Reaffirmations of an equal basis, where they are the quorum's many people's. */
function agreements(
	reaffirmations: readonly RecordedReaffirmation[],
): readonly (readonly RecordedReaffirmation[])[] {
	const byBasis = Map.groupBy(reaffirmations, ({ basis }) =>
		basis
			.map(({ artefact, revision }) => `${artefact} ${revision}`)
			.sort()
			.join(),
	);
	return [...byBasis.values()].filter((group) => {
		const people = new Set(group.map(({ by }) => authorKey(by)));
		return people.size >= Math.min(...group.map(({ quorum }) => quorum));
	});
}

function replaces(
	later: readonly RecordedReaffirmation[],
	earlier: readonly RecordedReaffirmation[],
): boolean {
	return later.some(({ knew }) => earlier.every(({ id }) => knew.includes(id)));
}
