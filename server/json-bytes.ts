/** How many bytes it takes as JSON. */
export function bytesOf(value: unknown): number {
	return Buffer.byteLength(JSON.stringify(value));
}

/** As many of the first items as make at most so many bytes of JSON. */
export function fittingItems<T>(items: readonly T[], bytes: number): readonly T[] {
	let left = bytes;
	const end = items.findIndex((item) => {
		left -= bytesOf(item) + 1;
		return left < 0;
	});
	return end < 0 ? items : items.slice(0, end);
}
