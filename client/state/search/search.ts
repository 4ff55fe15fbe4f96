import type { Found } from '#client/state/search/search-index.ts';

/** Finds artefacts by their words, on this device, with or without the relay. */
export interface Search {
	/** Whether there is an index yet; `find` answers with nothing before. */
	readonly ready: boolean;
	/** Builds the index, or brings it up to date with what has changed. */
	prepare(): Promise<void>;
	/** At most `limit`, the best first. Typing slips and beginnings of words match. */
	find(query: string, limit: number): readonly Found[];
}
