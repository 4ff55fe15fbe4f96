import { observe, type Phase, type Standing } from '#machines/lifecycle/observe.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';

/** The phases in the order of the pipeline. */
export const PAST_PHASES = [
	'draft',
	'review',
	'contested',
	'approved',
	'implemented',
	'verified',
	'archived',
] as const satisfies readonly Phase[];

/** How an artefact stood, by the log alone. Equal ones are the same object. */
export interface PastState {
	readonly phase: Phase;
	readonly standing: Standing;
	readonly bypassed: boolean;
}

const STATES: ReadonlyMap<string, PastState> = new Map(
	PAST_PHASES.flatMap((phase) =>
		(['current', 'suspect'] as const).flatMap((standing) =>
			[true, false].map((bypassed) => {
				const state = { phase, standing, bypassed };
				return [keyOf(state), state] as const;
			}),
		),
	),
);

/**
 * What the decisions amount to, with the text that was submitted last in hand: a log holds no text
 * that nobody submitted, and no files. So nothing is implemented here, and nothing verified.
 */
export function pastStateOf(state: WorkspaceState, id: ArtefactId): PastState {
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

function keyOf({ phase, standing, bypassed }: PastState): string {
	return `${phase} ${standing} ${bypassed}`;
}
