/**
 * Which rows of a list are chosen, and which one the keyboard is at. A range grows from the row
 * where it was begun.
 */
export class Selection<T> {
	#shown: () => readonly T[];
	#chosen = $state.raw<ReadonlySet<T>>(new Set());
	#anchor: T | null = null;
	/** The row that the keyboard is at. */
	cursor = $state.raw<T | null>(null);

	constructor(shown: () => readonly T[]) {
		this.#shown = shown;
	}

	/** What is chosen and still shown, in the order of the list. */
	readonly chosen: readonly T[] = $derived.by(() => {
		const chosen = this.#chosen;
		return chosen.size === 0 ? [] : [...new Set(this.#shown())].filter((id) => chosen.has(id));
	});

	get size(): number {
		return this.chosen.length;
	}

	has(id: T): boolean {
		return this.#chosen.has(id);
	}

	/** What an action on a row is about: all that is chosen when the row is, else the row. */
	around(id: T): readonly T[] {
		return this.has(id) ? this.chosen : [id];
	}

	toggle(id: T): void {
		const next = new Set(this.#chosen);
		if (!next.delete(id)) next.add(id);
		this.#chosen = next;
		this.#anchor = id;
		this.cursor = id;
	}

	/** Everything from where the range began to here; the rest of what was chosen stays. */
	extendTo(id: T): void {
		const shown = this.#shown();
		const anchor = this.#anchor ?? this.cursor ?? id;
		const to = shown.indexOf(id);
		const from = shown.includes(anchor) ? shown.indexOf(anchor) : to;
		const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
		this.#chosen = new Set([...this.#chosen, ...range]);
		this.#anchor = anchor;
		this.cursor = id;
	}

	/** The next row up (-1) or down (1) joins the range, or leaves it on the way back. */
	extendBy(by: -1 | 1): void {
		const shown = this.#shown();
		const at = this.cursor === null ? -1 : shown.indexOf(this.cursor);
		const here = shown[at];
		const next = shown[at + by];
		if (here === undefined || next === undefined) {
			if (here !== undefined) this.#choose(here);
			return;
		}
		const anchor = this.#anchor ?? here;
		const back = Math.abs(shown.indexOf(anchor) - (at + by)) < Math.abs(shown.indexOf(anchor) - at);
		const chosen = new Set(this.#chosen);
		if (back && chosen.has(here)) chosen.delete(here);
		else chosen.add(here);
		chosen.add(next);
		this.#anchor = anchor;
		this.#chosen = chosen;
		this.cursor = next;
	}

	all(): void {
		this.#chosen = new Set(this.#shown());
	}

	set(ids: readonly T[]): void {
		this.#chosen = new Set(ids);
		this.#anchor = ids.at(-1) ?? null;
	}

	clear(): void {
		this.#chosen = new Set();
		this.#anchor = null;
	}

	#choose(id: T): void {
		this.#chosen = new Set([...this.#chosen, id]);
		this.#anchor ??= id;
	}
}
