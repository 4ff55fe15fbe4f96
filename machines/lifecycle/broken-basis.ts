import {
	isAgreed,
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
		return named.filter((one) => !bases.some((basis) => carries(basis, one, seen.holds)));
	});
}

/** Whether what was once agreed on covers what is rested on now, and still holds for that much. */
function carries(agreed: Basis, named: Basis, holds: (basis: Basis) => boolean): boolean {
	if (agreed.artefact !== named.artefact) return false;
	const covers =
		agreed.criteria === undefined ||
		named.criteria?.every((one) => agreed.criteria?.includes(one)) === true;
	return covers && holds(withCriteriaOf(agreed, named));
}

function withCriteriaOf(agreed: Basis, { criteria }: Basis): Basis {
	const { artefact, submitted, revision } = agreed;
	const whole = { artefact, submitted, revision };
	return criteria === undefined ? whole : { ...whole, criteria };
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
	const byBasis = Map.groupBy(reaffirmations, ({ basis }) => basis.map(nameOf).sort().join());
	return [...byBasis.values()].filter(isAgreed);
}

/** Which words a basis speaks of: for criteria, its submission says what they were. */
function nameOf({ artefact, submitted, revision, criteria }: Basis): string {
	const parts = criteria === undefined ? [] : [submitted, ...criteria.toSorted()];
	return [artefact, revision, ...parts].join(' ');
}

function replaces(
	later: readonly RecordedReaffirmation[],
	earlier: readonly RecordedReaffirmation[],
): boolean {
	return later.some(({ knew }) => earlier.every(({ id }) => knew(id)));
}
