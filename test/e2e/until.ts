/** Waits until something holds; fails with what was waited for. */
export async function until(holds: () => boolean, patience = 5_000): Promise<void> {
	const end = Date.now() + patience;
	while (!holds()) {
		if (Date.now() > end) throw new Error(`Not within ${patience} ms: ${holds}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
