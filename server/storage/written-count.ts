/**
 * How often words of a database went into files: counted in it, and in a small file beside it.
 * Where the file has counted on, an older copy was put in the database's place, whoever made it.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const META = 'written-count';

interface Meta {
	read(name: string): string | null;
	write(name: string, value: string): void;
}

export interface WrittenCount {
	/** Counts once more, from the higher of both on: what was missed is missed no longer. */
	count(): void;
	isBehind(): boolean;
}

export function createWrittenCount(path: string, meta: Meta): WrittenCount {
	const beside = `${path}.written`;
	const here = () => numberOf(meta.read(META));

	return {
		count() {
			const next = String(Math.max(here(), countAt(beside)) + 1);
			meta.write(META, next);
			try {
				writeFileSync(beside, next, { mode: 0o600 });
			} catch {
				// It counts less than it could: at worst a copy that is put back is not known for one.
			}
		},
		isBehind: () => countAt(beside) > here(),
	};
}

function countAt(beside: string): number {
	try {
		return numberOf(readFileSync(beside, 'utf8'));
	} catch {
		return 0;
	}
}

function numberOf(text: string | null): number {
	return /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0;
}
