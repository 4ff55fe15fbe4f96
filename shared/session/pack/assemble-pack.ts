/** Puts a pack together: what seldom changes first, within a budget of tokens. Pure. */
import type { ContextPack } from '#shared/session/context-pack.ts';
import { artefactParts } from '#shared/session/pack/artefact.ts';
import { changeParts } from '#shared/session/pack/changes.ts';
import { contextParts } from '#shared/session/pack/context.ts';
import { designParts } from '#shared/session/pack/designs.ts';
import { earlierParts } from '#shared/session/pack/earlier.ts';
import { fileParts } from '#shared/session/pack/files.ts';
import { findingParts } from '#shared/session/pack/findings.ts';
import { fitBudget } from '#shared/session/pack/fit-budget.ts';
import { goalParts } from '#shared/session/pack/goal.ts';
import { instructionParts } from '#shared/session/pack/instruction.ts';
import { mapParts } from '#shared/session/pack/map.ts';
import { neighbourParts } from '#shared/session/pack/neighbours.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import type { PartDraft } from '#shared/session/pack/part-draft.ts';
import { ruleParts } from '#shared/session/pack/rules.ts';
import { storyParts } from '#shared/session/pack/stories.ts';
import { templateParts } from '#shared/session/pack/template.ts';
import type { PackInput } from '#shared/session/session-type.ts';

/** Tokens of a pack where the team says nothing else. */
export const USUAL_BUDGET = 12_000;

type Gather = (source: PackSource, about: PackAbout) => readonly PartDraft[];

/** In the order in which they stand: what is the same for many steps before what is this one's own. */
const ORDER: readonly { readonly input: PackInput | null; readonly gather: Gather }[] = [
	{ input: null, gather: instructionParts },
	{ input: 'rules', gather: ruleParts },
	{ input: 'template', gather: templateParts },
	{ input: 'map', gather: mapParts },
	{ input: 'context', gather: contextParts },
	{ input: 'stories', gather: storyParts },
	{ input: 'neighbours', gather: neighbourParts },
	{ input: 'designs', gather: designParts },
	{ input: 'artefact', gather: artefactParts },
	{ input: 'files', gather: fileParts },
	{ input: null, gather: (_, about) => goalParts(about) },
	{ input: 'changes', gather: changeParts },
	{ input: 'earlier', gather: (_, about) => earlierParts(about) },
	{ input: 'findings', gather: findingParts },
];

export function assemblePack(source: PackSource, about: PackAbout, budget: number): ContextPack {
	const wanted = new Set<PackInput>(about.step.inputs);
	const drafts = ORDER.flatMap(({ input, gather }) =>
		input === null || wanted.has(input) ? gather(source, about) : [],
	);
	return fitBudget(drafts, budget);
}
