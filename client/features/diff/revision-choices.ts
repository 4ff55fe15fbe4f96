import type { HistoryEntry } from '#client/state/surface.ts';
import { timeWords } from '#client/ui/time-words.ts';
import type { Revision } from '#shared/lifecycle/event.ts';

/** A revision that can be compared with. */
export interface RevisionChoice {
	readonly revision: Revision;
	readonly approved: boolean;
	/** “Approved by Ada, 2 hours ago”. */
	readonly words: string;
}

/** The revisions of a history, newest first, each once; without the one that is looked at. */
export function revisionChoices(
	history: readonly HistoryEntry[],
	looked: Revision | null,
	now: Date,
): readonly RevisionChoice[] {
	const choices = new Map<Revision, RevisionChoice>();
	for (const { revision, type, by, at, notCounted } of history) {
		if (revision === null || revision === looked || notCounted !== null) continue;
		if (choices.has(revision)) continue;
		const approved = type === 'approved';
		const verb = approved ? 'Approved' : 'Submitted';
		const words = `${verb} by ${by || 'someone'}, ${timeWords(at, now)}`;
		choices.set(revision, { revision, approved, words });
	}
	return [...choices.values()];
}
