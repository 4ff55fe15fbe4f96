/** The word that was probably meant: at most a third of its letters differ. Null if none is near. */
export function nearestWord(word: string, words: readonly string[]): string | null {
	// Words of another length altogether can't be near.
	const ranked = words
		.filter((candidate) => Math.abs(candidate.length - word.length) <= slackOf(candidate))
		.map((candidate) => ({ candidate, distance: distanceOf(word, candidate) }))
		.sort((a, b) => a.distance - b.distance);
	const best = ranked[0];
	return best && best.distance <= slackOf(best.candidate) ? best.candidate : null;
}

function slackOf(word: string): number {
	return Math.max(1, word.length / 3);
}

/** How many letters to add, drop, change, or swap with the next one. */
function distanceOf(a: string, b: string): number {
	let [above, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
	for (const [i, left] of [...a].entries()) {
		const next = [i + 1];
		for (const [j, right] of [...b].entries()) {
			const changed = (row[j] ?? 0) + (left === right ? 0 : 1);
			const isSwapped = i > 0 && j > 0 && left === b[j - 1] && a[i - 1] === right;
			const swapped = isSwapped ? (above[j - 1] ?? 0) + 1 : Infinity;
			next.push(Math.min(changed, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
		}
		[above, row] = [row, next];
	}
	return row[b.length] ?? 0;
}
