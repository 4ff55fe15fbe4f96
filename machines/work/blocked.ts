import type { Item } from '#machines/work/artefact-work.ts';
import { RANK } from '#machines/work/work-item.ts';
import type { ArtefactId } from '#shared/id.ts';

/** Nobody goes on from it before people have decided. */
export function blocked(open: readonly ArtefactId[]): Item {
	const why = `It rests on what is not approved yet: ${listed(open)}.`;
	return { who: 'nobody', step: 'wait', why, rank: RANK.blocked };
}

const MOST_LISTED = 10;

function listed(ids: readonly ArtefactId[]): string {
	const more = ids.length - MOST_LISTED;
	return ids.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
