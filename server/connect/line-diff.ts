/** What a file's lines become, as `diff -U0` prints it. */

/** Empty where nothing changes. `before` is null for a file that isn't there. */
export function lineDiff(file: string, before: string | null, after: string): readonly string[] {
	if (before === after) return [];
	const [old, young] = [linesIn(before ?? ''), linesIn(after)];
	const head = [`--- ${before === null ? '/dev/null' : `a/${file}`}`, `+++ b/${file}`];
	return [...head, ...hunksOf(old, young).flatMap((hunk) => printed(hunk, old, young))].map(
		withoutSecrets,
	);
}

/** Lines `from` until `to` of the old, and of the young in their place. */
interface Hunk {
	readonly old: readonly [number, number];
	readonly young: readonly [number, number];
}

function printed(hunk: Hunk, old: readonly string[], young: readonly string[]): readonly string[] {
	return [
		`@@ -${rangeOf(hunk.old)} +${rangeOf(hunk.young)} @@`,
		...old.slice(...hunk.old).map((line) => `-${line}`),
		...young.slice(...hunk.young).map((line) => `+${line}`),
	];
}

/** Counted from one; of no lines, the line before. */
function rangeOf([from, to]: readonly [number, number]): string {
	const count = to - from;
	return `${count === 0 ? from : from + 1}${count === 1 ? '' : `,${count}`}`;
}

/** Settings are short: a table of their longest common lines will do. */
const MOST_CELLS = 4_000_000;

function hunksOf(old: readonly string[], young: readonly string[]): readonly Hunk[] {
	let start = 0;
	while (start < Math.min(old.length, young.length) && old[start] === young[start]) start++;
	let same = 0;
	while (
		same < Math.min(old.length, young.length) - start &&
		old[old.length - 1 - same] === young[young.length - 1 - same]
	) {
		same++;
	}
	const [oldEnd, youngEnd] = [old.length - same, young.length - same];
	if ((oldEnd - start) * (youngEnd - start) > MOST_CELLS) {
		return [{ old: [start, oldEnd], young: [start, youngEnd] }];
	}
	return joined(old, young, [start, oldEnd], [start, youngEnd]);
}

function joined(
	old: readonly string[],
	young: readonly string[],
	[a0, a1]: readonly [number, number],
	[b0, b1]: readonly [number, number],
): readonly Hunk[] {
	const width = b1 - b0 + 1;
	const longest = new Uint32Array((a1 - a0 + 1) * width);
	const at = (a: number, b: number) => longest[(a - a0) * width + (b - b0)] ?? 0;
	for (let a = a1 - 1; a >= a0; a--) {
		for (let b = b1 - 1; b >= b0; b--) {
			longest[(a - a0) * width + (b - b0)] =
				old[a] === young[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1));
		}
	}
	const hunks: Hunk[] = [];
	let [a, b] = [a0, b0];
	while (a < a1 || b < b1) {
		const [fromA, fromB] = [a, b];
		while ((a < a1 || b < b1) && !(a < a1 && b < b1 && old[a] === young[b])) {
			if (b >= b1 || (a < a1 && at(a + 1, b) >= at(a, b + 1))) a++;
			else b++;
		}
		if (a > fromA || b > fromB) hunks.push({ old: [fromA, a], young: [fromB, b] });
		while (a < a1 && b < b1 && old[a] === young[b]) [a, b] = [a + 1, b + 1];
	}
	return hunks;
}

function linesIn(text: string): readonly string[] {
	const lines = text.split('\n');
	return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** What somebody once put into the file by hand ends up in no terminal's log. */
function withoutSecrets(line: string): string {
	return line
		.replaceAll(/\blat_[\w-]{8,}/g, 'lat_…')
		.replaceAll(/\b(Bearer|Basic) (?!\$?\{)[^\s"']+/g, '$1 …');
}
