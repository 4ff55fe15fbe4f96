/** Rows that are put on the page in one frame. */
const AT_ONCE = 40;

/** How much of a long list is on the page: its beginning at once, a few more rows in each frame. */
export class GrowingList {
	#count = $state(AT_ONCE);

	get count(): number {
		return this.#count;
	}

	/** For another list: its beginning first. */
	begin(): void {
		this.#count = AT_ONCE;
	}

	/** For an effect: goes on until `total` rows are there. Returns how to stop. */
	grow(total: number): () => void {
		if (this.#count >= total) return () => {};
		const frame = requestAnimationFrame(() => {
			this.#count += AT_ONCE;
		});
		return () => cancelAnimationFrame(frame);
	}
}
