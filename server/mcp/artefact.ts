/** Any artefact of a workspace, found by its id, and what to call it. */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { ArtefactId, type ArtefactKind } from '#shared/id.ts';
import type { AnyArtefact } from '#shared/lifecycle/revision.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Stories, then contexts, then designs, each in the order of their files. */
export function allArtefacts(artefacts: Artefacts): readonly AnyArtefact[] {
	return [
		...artefacts.stories.map((story) => ({ kind: 'story' as const, story })),
		...artefacts.contexts.map((context) => ({ kind: 'context' as const, context })),
		...artefacts.designs.map((design) => ({ kind: 'design' as const, design })),
	];
}

export function idOf(artefact: AnyArtefact): ArtefactId {
	if (artefact.kind === 'story') return artefact.story.id;
	return artefact.kind === 'context' ? artefact.context.id : artefact.design.id;
}

export function titleOf(artefact: AnyArtefact): string {
	if (artefact.kind === 'story') return artefact.story.title;
	return artefact.kind === 'context' ? artefact.context.name : artefact.design.component;
}

/** What an id that an Agent sent names; the refusal says where ids come from. */
export function findArtefact(artefacts: Artefacts, id: string): Result<AnyArtefact, Refusal> {
	const found = allArtefacts(artefacts).find((artefact) => idOf(artefact) === id);
	return found ? ok(found) : err(ArtefactId.safeParse(id).success ? gone(id) : noId(id));
}

export function describeKind(kind: ArtefactKind): string {
	return { story: 'user story', context: 'bounded context', design: 'component design' }[kind];
}

function gone(id: string): Refusal {
	return refusal(
		'no-artefact',
		`There is no artefact ${id} in this workspace.`,
		'Call find_artefacts for the ids of what is there.',
	);
}

function noId(id: string): Refusal {
	return refusal(
		'no-id',
		`${JSON.stringify(id.slice(0, 40))} is no artefact id.`,
		'Ids look like st_k3f9x2m7qa (story), cx_… (context) or cp_… (component and its design). Call find_artefacts to get them.',
	);
}
