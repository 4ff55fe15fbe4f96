import { placeHref } from '#client/features/frame/places.ts';
import type { ArtefactId } from '#shared/id.ts';

/** Where an artefact's submission is reviewed. */
export function reviewHref(slug: string, id: ArtefactId): string {
	return `${placeHref(slug, 'review')}/${id}`;
}

/** Where several are reviewed on one page. */
export function togetherHref(slug: string, ids: readonly ArtefactId[]): string {
	return `${placeHref(slug, 'review')}/together?of=${ids.join(',')}`;
}
