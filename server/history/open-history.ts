import type { ArtefactReader } from '#server/artefact-reader.ts';
import { createHistory, type History, type HistoryDeps } from '#server/history/history.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';

type Deps = Omit<HistoryDeps, 'ids' | 'titleOf' | 'designRevision'> & {
	/** Null until it is there: a start may be slow, and files change text before it is done. */
	readonly reader: () => ArtefactReader | null;
	/** `read` remembers nothing. */
	readonly mode: 'write' | 'read';
};

/** The history of the artefacts that a reader reads. */
export function openHistory({ reader, mode, ...deps }: Deps): History {
	if (mode === 'read') return NOTHING;
	return createHistory({ ...deps, ids, titleOf, designRevision });

	function ids(): readonly ArtefactId[] {
		const { stories, contexts, designs } = reader()?.artefacts() ?? NO_ARTEFACTS;
		return [stories, contexts, designs].flatMap((kind) => kind.map(({ id }) => id));
	}

	function designRevision(id: ArtefactId): Revision | null {
		return reader()?.revisionOf(id) ?? null;
	}

	function titleOf(id: string): string {
		const { stories, contexts } = reader()?.artefacts() ?? NO_ARTEFACTS;
		const story = stories.find((one) => one.id === id)?.title;
		const criteria = stories.flatMap((one) => one.criteria);
		const criterion = criteria.find((one) => one.id === id)?.text;
		return story ?? criterion ?? contexts.find((one) => one.id === id)?.name ?? id;
	}
}

const NO_ARTEFACTS: Artefacts = { stories: [], contexts: [], designs: [] };

const NOTHING: History = {
	begin: () => undefined,
	list: () => ({ editions: [], more: false }),
	read: () => null,
	stop: () => undefined,
};
