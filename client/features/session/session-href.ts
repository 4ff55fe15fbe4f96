import type { ArtefactId, SessionId } from '#shared/id.ts';

export function sessionsHref(slug: string, artefact: ArtefactId | null = null): string {
	return `/w/${slug}/sessions${artefact === null ? '' : `?of=${artefact}`}`;
}

export function sessionHref(slug: string, id: SessionId): string {
	return `/w/${slug}/sessions/${id}`;
}
