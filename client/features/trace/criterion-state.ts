import type { CriterionState } from '#client/features/trace/chain.ts';
import { rollUpAround } from '#client/features/trace/roll-up-around.ts';
import { runsAreOn } from '#client/features/trace/run-in-hand.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
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
	const designs = served.map((design) => design.id);
	const around = { stories: [story], contexts: [], designs, criteria: [id] };
	return rollUpAround(workspace, observed, around).criteria.get(id)?.state ?? null;
}
