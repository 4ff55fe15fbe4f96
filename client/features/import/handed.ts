/** Files on their way from where they were dropped to the page that shows what is in them. */

export interface HandedFile {
	/** With its folders, where they were dropped too. */
	readonly name: string;
	readonly text: string;
}

interface Handed {
	readonly files: readonly HandedFile[];
	/** Sentences about what was left behind. */
	readonly problems: readonly string[];
}

const NOTHING: Handed = { files: [], problems: [] };
let waiting = NOTHING;

export function handOver(files: readonly HandedFile[], problems: readonly string[] = []): void {
	waiting = { files, problems };
}

/** What was handed over is taken once. */
export function takeHanded(): Handed {
	const handed = waiting;
	waiting = NOTHING;
	return handed;
}
