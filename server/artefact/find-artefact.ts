/** The artefact that an Agent names by its id. */
import { type AnyArtefact, allArtefacts, idOf } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { ArtefactId, type ArtefactKind } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

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
