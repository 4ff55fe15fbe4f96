import type { HistoryEntry } from '#client/state/surface.ts';
import type { EditionHead } from '#shared/protocol/history.ts';

/** One moment of an artefact: somebody decided something about it, or changed its words. */
export type Moment =
	| { readonly kind: 'decision'; readonly at: string; readonly entry: HistoryEntry }
	| { readonly kind: 'edition'; readonly at: string; readonly edition: EditionHead };

/** Decisions and editions in one line, newest first. */
export function timelineOf(
	decisions: readonly HistoryEntry[],
	editions: readonly EditionHead[],
): readonly Moment[] {
	const moments: Moment[] = [
		...decisions.map((entry) => ({ kind: 'decision' as const, at: entry.at, entry })),
		...editions.map((edition) => ({ kind: 'edition' as const, at: edition.at, edition })),
	];
	return moments.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
