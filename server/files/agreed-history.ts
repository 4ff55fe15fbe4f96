/**
 * What a file said shortly before Lintel wrote to it. Whoever read the file then and saves it now
 * has not seen what Lintel wrote, and so has not taken it away: their change is compared with the
 * text that they started from. Only for a while: later, what they left out they meant to leave out.
 */
import { z } from 'zod';
import { readMetaJson } from '#server/storage/meta-json.ts';
import type { Store } from '#server/storage/store.ts';
import { changesBetween } from '#shared/doc/text-diff.ts';

export interface AgreedHistory {
	/** Lintel is about to replace this text. */
	wrote(path: string, before: string | null): void;
	/** What the file says was somebody else's doing: nobody can have started from before it. */
	forget(path: string): void;
	/** The text that `next`, saved at that time, was most likely made from. */
	baseOf(path: string, agreed: string, next: string, savedAt: number): string;
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
		const kept = [{ text, until: now().getTime() }, ...former(path, now().getTime())].slice(
			0,
			MOST_TEXTS,
		);
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

	/** What was written over shortly before that time. */
	function former(path: string, time: number): Former {
		const kept = Former.safeParse(readMetaJson(store, nameOf(path))).data ?? [];
		return kept.filter(({ until }) => until >= time - WITHIN_MS);
	}

	function baseOf(path: string, agreed: string, next: string, savedAt: number): string {
		let [base, least] = [agreed, changeOf(agreed, next)];
		for (const { text } of former(path, Math.min(savedAt, now().getTime()))) {
			// Exactly what it said before: somebody took the change back, and meant it.
			if (text === next) return agreed;
			const change = changeOf(text, next);
			if (isLess(change, least) && keeps(next, text, agreed)) [base, least] = [text, change];
		}
		return base;
	}

	return { wrote, forget, baseOf };
}

function nameOf(path: string): string {
	return `before ${path}`;
}

/** What was taken out and what was put in, in characters. */
interface Size {
	readonly out: number;
	readonly in: number;
}

function changeOf(from: string, to: string): Size {
	const changes = changesBetween(from, to);
	return {
		out: changes.reduce((sum, change) => sum + change.to - change.from, 0),
		in: changes.reduce((sum, change) => sum + change.insert.length, 0),
	};
}

/**
 * Whether what Lintel took out of `former` still stands in `next`, line by line: who read the newer
 * text would not have it. What was put in between its lines takes nothing away.
 */
function keeps(next: string, former: string, agreed: string): boolean {
	return changesBetween(former, agreed)
		.flatMap(({ from, to }) => former.slice(from, to).split('\n'))
		.every((removed) => next.includes(removed.trim()));
}

/** A base is likelier the less was taken out of it: a line put in may look like another's remains. */
function isLess(one: Size, other: Size): boolean {
	return one.out < other.out || (one.out === other.out && one.in < other.in);
}
