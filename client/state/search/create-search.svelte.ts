import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import { breathe } from '#client/state/breathe.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import type { Search } from '#client/state/search/search.ts';
import type { SearchIndex } from '#client/state/search/search-index.ts';

/** The index loads when somebody is about to search, and then follows what has changed. */
export function createSearch(artefacts: Pick<ArtefactIndex, 'all'>): Search {
	const changes = new Changes();
	let index: SearchIndex | null = null;
	let ready = false;
	let preparing: Promise<void> | null = null;

	async function build(): Promise<void> {
		const { SearchIndex: Index } = await import('#client/state/search/search-index.ts');
		index ??= new Index();
		await index.take(artefacts.all, breathe);
		ready = true;
		changes.touch();
	}

	return {
		get ready() {
			changes.version;
			return ready;
		},
		prepare() {
			preparing ??= build().finally(() => {
				preparing = null;
			});
			return preparing;
		},
		find(query, limit) {
			changes.version;
			return index?.find(query, limit) ?? [];
		},
	};
}
