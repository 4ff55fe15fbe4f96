/**
 * What a file said shortly before Lintel wrote to it. Whoever read the file then and saves it now
 * has not seen what Lintel wrote, and so has not taken it away: their change is compared with the
 * text that they started from. Only for a while: later, what they left out they meant to leave out.
 */
import { z } from 'zod';
import type { Store } from '#server/storage/store.ts';
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
const MOST_CHARACTERS = 500_000;

const Former = z.array(
	z.object({
		text: z.string(),
		/** When something else was written over it. */
		until: z.number(),
	}),
);
type Former = z.infer<typeof Former>;

/** Kept in the store: a file may be saved over while Lintel starts again. */
export function createAgreedHistory(store: Store, now: () => Date): AgreedHistory {
	function wrote(path: string, text: string | null): void {
		if (text === null) return;
		const kept = [{ text, until: now().getTime() }, ...recent(path)].slice(0, MOST_TEXTS);
		let room = MOST_CHARACTERS;
		const fitting = kept.filter((one) => {
			room -= one.text.length;
			return room > 0;
		});
		store.writeMeta(nameOf(path), JSON.stringify(fitting));
	}

	function forget(path: string): void {
		if (store.readMeta(nameOf(path))) store.writeMeta(nameOf(path), '');
	}

	function recent(path: string): Former {
		const since = now().getTime() - WITHIN_MS;
		const json = store.readMeta(nameOf(path));
		const former = json ? Former.safeParse(JSON.parse(json)).data : null;
		return (former ?? []).filter(({ until }) => until >= since);
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

	return { wrote, forget, baseOf };
}

function nameOf(path: string): string {
	return `before ${path}`;
}

/** What was taken out and what was put in, in characters. */
function sizeOfChange(from: string, to: string): number {
	return changesBetween(from, to).reduce(
		(sum, change) => sum + change.to - change.from + change.insert.length,
		0,
	);
}
