/** What a baseline knows of files that moved, told of where they are. */
import {
	type Baseline,
	type Entry,
	fingerprintAt,
	inOrder,
	placeOf,
} from '#server/adopt/baseline.ts';

export interface Moved {
	/** From the old path of each file to its new one. */
	readonly files: ReadonlyMap<string, string>;
	/** Lines that somebody will have to write anew, by their file. */
	readonly lines: ReadonlyMap<string, readonly string[]>;
}

/** The entries of each file at its new place, and of lines as ones that follow; others as they are. */
export function followMoves(
	entries: readonly Entry[],
	{ files, lines }: Moved,
): Baseline['findings'] {
	return inOrder(
		entries.map((entry) => {
			const { file, rule, fingerprint, was = file } = entry;
			const to = files.get(file);
			if (to !== undefined) return { ...entry, file: to, was };
			const isLed = lines
				.get(file)
				?.some((words) => fingerprintAt({ rule, file }, placeOf(words)) === fingerprint);
			return isLed ? { ...entry, was } : entry;
		}),
	);
}
