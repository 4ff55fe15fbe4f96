import type { HistoryEntry } from '#client/state/surface.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

/** A verdict on one submission, as it is told. */
export interface ToldVerdict {
	readonly event: EventId;
	readonly by: string;
	readonly words: string;
	readonly at: string;
	readonly reason: string | null;
}

const WORDS: Readonly<Record<string, string>> = {
	approved: 'approved it ',
	changesRequested: 'asked for changes ',
	withdrawn: 'withdrew it ',
};

/** What people decided on a submission, the latest first, each person once. */
export function verdictsOn(
	history: readonly HistoryEntry[],
	submitted: EventId | null,
): readonly ToldVerdict[] {
	const end = history.findIndex(({ event }) => event === submitted);
	const said = new Set<string>();
	return history
		.slice(0, Math.max(0, end))
		.flatMap(({ type, notCounted, by, event, at, reason }) => {
			const words = WORDS[type];
			if (words === undefined || notCounted !== null || said.has(by)) return [];
			said.add(by);
			return [{ event, by, words, at, reason }];
		});
}
