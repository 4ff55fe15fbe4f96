import { reasonHere } from '#client/features/trace/reason-here.ts';
import { rollUpAround } from '#client/features/trace/roll-up-around.ts';
import { NO_RUN, runInHand, runsAreOn } from '#client/features/trace/run-in-hand.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { type ArtefactId, ComponentId, kindOf } from '#shared/id.ts';

/** Where an artefact is verified: what that rests on. */
export const VERIFIED_BY = {
	story: 'Each of its criteria is covered by a test that passed on exactly this code.',
	context: 'Every design in it is verified.',
	design: 'Tests ran green on exactly this code, for exactly this text.',
} as const;

const THERE = {
	story: 'Every design that serves it has its code and its test.',
	context: 'Every design in it has its code and its test.',
	design: 'Its code and test files exist.',
} as const;

const NEEDS = {
	story: 'It is verified once a test that passed covers each of its criteria.',
	context: 'It is verified once every design in it is.',
	design: 'Green tests for exactly these files make it verified.',
} as const;

/** Of what is implemented: what is there, and what keeps it from being verified. */
export function implementedWords(workspace: Workspace, id: ArtefactId): string {
	const kind = kindOf(id);
	return `${THERE[kind]} ${becauseOf(workspace, id) ?? NEEDS[kind]}`;
}

/** Why it is not verified, where there is more to say than that nothing ran; null else. */
function becauseOf(workspace: Workspace, id: ArtefactId): string | null {
	const { observed, artefacts } = workspace;
	if (observed === null || !runsAreOn(workspace)) return null;
	const design = ComponentId.safeParse(id).data;
	if (design !== undefined) {
		const run = runInHand(workspace, design);
		return run === null || run === NO_RUN || run.result === 'verified' ? null : run.because;
	}
	const story = artefacts.stories.find((one) => one.id === id);
	const context = artefacts.contexts.find((one) => one.id === id);
	const criteria = story?.criteria.map((one) => one.id) ?? [];
	const designs = artefacts.designs.filter(
		(one) => one.context === id || one.criteria.some((served) => criteria.includes(served)),
	);
	const seen = rollUpAround(workspace, observed, {
		stories: story === undefined ? [] : [story],
		contexts: context === undefined ? [] : [context],
		designs: [...(context?.components.map((one) => one.id) ?? []), ...designs.map((one) => one.id)],
		criteria,
	});
	const because = seen.because(id);
	return because === null ? null : reasonHere(because);
}
