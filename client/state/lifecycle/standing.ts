import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { wouldSuspect } from '#machines/lifecycle/would-suspect.ts';
import type { ArtefactId } from '#shared/id.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';

/** What a decision would do to what rests on an artefact, said before it is made. */
export interface Standing {
	/** What becomes suspect once the text in hand is approved. */
	ifApproved(id: ArtefactId): readonly ArtefactId[];
	/** What becomes suspect if it is archived: everything decided that rests on any of its words. */
	ifArchived(id: ArtefactId): readonly ArtefactId[];
}

export function createStanding(index: ArtefactIndex, book: LogBook): Standing {
	const inHand = (id: ArtefactId) => index.canonical(id)?.revision ?? null;

	return {
		ifApproved(id) {
			const text = index.canonical(id);
			if (text === null) return [];
			const parts = text.of.kind === 'story' ? storyParts(text.of.story) : null;
			return wouldSuspect(book.state, id, { revision: text.revision, parts }, inHand);
		},
		ifArchived: (id) => wouldSuspect(book.state, id, null, inHand),
	};
}
