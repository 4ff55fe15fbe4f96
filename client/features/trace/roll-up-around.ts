import { fitsHere } from '#client/features/trace/run-in-hand.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { type RollUp, rollUp } from '#shared/evidence/roll-up.ts';
import type { AcceptanceCriterionId, ComponentId } from '#shared/id.ts';
import type { Observed } from '#shared/protocol/log.ts';

interface Centre {
	readonly stories: readonly Story[];
	readonly contexts: readonly Context[];
	/** The Designs that belong to them; those whose tests cover one of `criteria` do too. */
	readonly designs: Iterable<ComponentId>;
	readonly criteria: readonly AcceptanceCriterionId[];
}

/** What follows for one Story or Context, read from the Designs around it alone. */
export function rollUpAround(
	workspace: Workspace,
	{ implemented, evidence = [] }: Observed,
	{ stories, contexts, designs, criteria }: Centre,
): RollUp {
	const around = new Set<string>(designs);
	const covers = new Set<string>(criteria);
	const runs = evidence.filter(
		(one) => around.has(one.design) || one.criteria.some(({ id }) => covers.has(id)),
	);
	for (const { design } of runs) around.add(design);
	return rollUp({
		artefacts: {
			...{ stories, contexts },
			designs: workspace.artefacts.designs.filter(({ id }) => around.has(id)),
		},
		implemented: new Set(implemented),
		evidence: new Map(
			runs.filter((one) => fitsHere(workspace, one)).map((one) => [one.design, one]),
		),
		standing: (design) => (workspace.view(design).phase === 'archived' ? 'archived' : 'passed'),
	});
}
