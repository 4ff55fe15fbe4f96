import { observe } from '#machines/lifecycle/observe.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { PHASES, type PhaseAndStanding, STANDINGS } from '#shared/lifecycle/phase.ts';

/** Equal ones are the same object. */
const STATES: ReadonlyMap<string, PhaseAndStanding> = new Map(
	PHASES.flatMap((phase) =>
		STANDINGS.flatMap((standing) =>
			[true, false].map((bypassed) => {
				const state = { phase, standing, bypassed };
				return [keyOf(state), state] as const;
			}),
		),
	),
);

/**
 * How an artefact stood: what the decisions amount to, with the text that was submitted last in
 * hand. A log holds no text that nobody submitted, and no files: so nothing is implemented here, and
 * nothing verified.
 */
export function pastStateOf(state: WorkspaceState, id: ArtefactId): PhaseAndStanding {
	const submitted = state.artefacts.get(id)?.context.submissions.at(-1);
	const upstream = (other: ArtefactId) => approvedLast(state, other);
	const parts = (other: ArtefactId) => {
		const approved = upstream(other);
		const { submissions = [] } = state.artefacts.get(other) ?? {};
		return submissions.findLast(({ revision }) => revision === approved)?.parts ?? null;
	};
	const view = observe(state, id, { revision: submitted?.revision ?? null, upstream, parts });
	const past = STATES.get(keyOf(view));
	if (past === undefined) throw new Error(`There is no state ${keyOf(view)}.`);
	return past;
}

/** What rests on an artefact rests on its newest approved text: a submission alone shakes nothing. */
function approvedLast(state: WorkspaceState, id: ArtefactId): Revision | null {
	return state.artefacts.get(id)?.approvedRevisions.at(-1) ?? null;
}

function keyOf({ phase, standing, bypassed }: PhaseAndStanding): string {
	return `${phase} ${standing} ${bypassed}`;
}
