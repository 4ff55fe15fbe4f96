import type { ArtefactState } from '#machines/lifecycle/state.ts';
import type { Basis } from '#shared/lifecycle/event.ts';

/** Every basis that anything decided on this artefact ever named. */
export function basesIn(artefact: ArtefactState | undefined): readonly Basis[] {
	const submissions = artefact?.context.submissions ?? [];
	return submissions.flatMap(({ basis, reaffirmations }) => [
		...basis,
		...reaffirmations.flatMap((one) => one.basis),
	]);
}
