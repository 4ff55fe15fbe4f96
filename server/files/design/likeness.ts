/** How much two texts have in common, from 0 to 1: the lines of the longer that are in the other. */
export function likenessOf(one: string, other: string): number {
	const [a, b] = [linesOf(one), linesOf(other)];
	const left = new Map<string, number>();
	for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
	let shared = 0;
	for (const line of b) {
		const count = left.get(line) ?? 0;
		if (count === 0) continue;
		left.set(line, count - 1);
		shared++;
	}
	return shared / Math.max(a.length, b.length, 1);
}

function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}
