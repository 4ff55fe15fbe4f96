import type { CriterionState } from '#client/features/trace/chain.ts';
import { fitsHere, runsAreOn } from '#client/features/trace/run-in-hand.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { rollUp } from '#shared/evidence/roll-up.ts';
import type { AcceptanceCriterionId } from '#shared/id.ts';

/** How the tests of one criterion came out, read from the Designs around it alone; null where test runs are off. */
export function criterionStateIn(
	workspace: Workspace,
	story: Story | null,
	id: AcceptanceCriterionId,
	served: readonly Design[],
): CriterionState | null {
	const { observed } = workspace;
	if (story === null || observed === null || !runsAreOn(workspace)) return null;
	const around = new Set<string>(served.map((design) => design.id));
	const runs = (observed.evidence ?? []).filter(
		({ design, criteria }) => around.has(design) || criteria.some((one) => one.id === id),
	);
	for (const { design } of runs) around.add(design);
	const { criteria } = rollUp({
		artefacts: {
			stories: [story],
			contexts: [],
			designs: workspace.artefacts.designs.filter((design) => around.has(design.id)),
		},
		implemented: new Set(observed.implemented),
		evidence: new Map(
			runs.filter((one) => fitsHere(workspace, one)).map((one) => [one.design, one]),
		),
		standing: (design) => (workspace.view(design).phase === 'archived' ? 'archived' : 'passed'),
	});
	return criteria.get(id)?.state ?? null;
}
