/** Takes along what is known of files that Lintel moves. */
import { BASELINE_FILE, baselineText, readBaseline } from '#server/adopt/baseline.ts';
import { followMoves } from '#server/adopt/follow-moves.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { writeText } from '#server/files/disk/write-text.ts';

export interface Carried {
	/** Done by now. */
	readonly moves: readonly { readonly from: string; readonly to: string }[];
	/** Imports that lead nowhere since. */
	readonly astray: readonly { readonly path: string; readonly line: number }[];
}

/** Whether the baseline was written. One that can't be read is the check's to tell. */
export function carryBaseline(disk: Disk, root: string, { moves, astray }: Carried): boolean {
	const read = readBaseline(disk, root);
	if (!read.ok || read.value === null) return false;
	const { value } = read;
	const files = new Map(moves.map(({ from, to }) => [from, to]));
	const lines = new Map(
		[...new Set(astray.map(({ path }) => path))].map((path) => {
			const text = readText(disk, root, path);
			const all = text.kind === 'text' ? text.text.split('\n') : [];
			return [path, astray.flatMap((one) => (one.path === path ? (all[one.line - 1] ?? []) : []))];
		}),
	);
	const text = baselineText({ ...value, findings: followMoves(value.findings, { files, lines }) });
	return text !== baselineText(value) && writeText(disk, root, BASELINE_FILE, text).ok;
}
