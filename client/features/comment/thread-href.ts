import { artefactHref } from '#client/features/frame/places.ts';
import { type ArtefactId, CommentId } from '#shared/id.ts';

/** Where a thread opens: its artefact, with the thread pointed at. */
export function threadHref(slug: string, id: ArtefactId, thread: CommentId): string {
	return `${artefactHref(slug, id)}#${thread}`;
}

/** The thread that an address points at; null when it points at none. */
export function threadAt(hash: string): CommentId | null {
	return CommentId.safeParse(hash.replace(/^#/, '')).data ?? null;
}
