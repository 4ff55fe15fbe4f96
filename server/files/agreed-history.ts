/**
 * What a file said shortly before Lintel wrote to it. Whoever read the file then and saves it now
 * has not seen what Lintel wrote, and so has not taken it away: their change is compared with the
 * text that they started from. Only for a while: later, what they left out they meant to leave out.
 */
import { changesBetween } from '#shared/doc/text-diff.ts';

export interface AgreedHistory {
	/** Lintel is about to replace this text. */
	wrote(path: string, before: string | null): void;
	/** What the file says was somebody else's doing: nobody can have started from before it. */
	forget(path: string): void;
	/** The text that `next` was most likely made from. */
	baseOf(path: string, agreed: string, next: string): string;
}

const WITHIN_MS = 15_000;
const MOST_TEXTS = 16;
const MOST_CHARACTERS = 2_000_000;

interface Former {
	readonly text: string;
	/** When something else was written over it. */
	readonly until: number;
}

export function createAgreedHistory(now: () => Date): AgreedHistory {
	const before = new Map<string, readonly Former[]>();

	function wrote(path: string, text: string | null): void {
		if (text === null) return;
		const kept = [{ text, until: now().getTime() }, ...recent(path)].slice(0, MOST_TEXTS);
		let room = MOST_CHARACTERS;
		before.set(
			path,
			kept.filter((one) => {
				room -= one.text.length;
				return room > 0;
			}),
		);
	}

	function recent(path: string): readonly Former[] {
		const since = now().getTime() - WITHIN_MS;
		return (before.get(path) ?? []).filter(({ until }) => until >= since);
	}

	function baseOf(path: string, agreed: string, next: string): string {
		let [base, least] = [agreed, sizeOfChange(agreed, next)];
		for (const { text } of recent(path)) {
			// Exactly what it said before: somebody took the change back, and meant it.
			if (text === next) return agreed;
			const size = sizeOfChange(text, next);
			if (size < least) [base, least] = [text, size];
		}
		return base;
	}

	return { wrote, forget: (path) => void before.delete(path), baseOf };
}

/** What was taken out and what was put in, in characters. */
function sizeOfChange(from: string, to: string): number {
	return changesBetween(from, to).reduce(
		(sum, change) => sum + change.to - change.from + change.insert.length,
		0,
	);
}
