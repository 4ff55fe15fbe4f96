/** Waits until something holds, and returns it; fails with what was waited for. */
export async function until<T>(
	holds: () => T,
	patience = 20_000,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
	const end = Date.now() + patience;
	for (;;) {
		const held = holds();
		if (isTruthy(held)) return held;
		if (Date.now() > end) throw new Error(`Not within ${patience} ms: ${holds}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

function isTruthy<T>(value: T): value is Exclude<T, false | null | undefined | 0 | ''> {
	return Boolean(value);
}
