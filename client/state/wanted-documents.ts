/** What everybody has open all the time. */
const ALWAYS_LIVE = ['stories', 'contexts'];

/** Which documents the workspace's one connection keeps live: what any tab has open. */
export class WantedDocuments {
	/** How often each document is open in this tab. */
	readonly #open = new Map<string, number>();
	/** By tab, what the others have open. */
	readonly #others = new Map<string, readonly string[]>();

	open(name: string): void {
		this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
	}

	close(name: string): void {
		const left = (this.#open.get(name) ?? 1) - 1;
		if (left === 0) this.#open.delete(name);
		else this.#open.set(name, left);
	}

	/** In this tab. */
	isOpen(name: string): boolean {
		return this.#open.has(name);
	}

	/** Answers whether that tab was not heard of before. */
	hear(tab: string, names: readonly string[]): boolean {
		const isNew = !this.#others.has(tab);
		this.#others.set(tab, names);
		return isNew;
	}

	/** For a new leader, to whom they all say it again. */
	forgetOthers(): void {
		this.#others.clear();
	}

	/** By this tab. */
	own(): string[] {
		return [...ALWAYS_LIVE, ...this.#open.keys()];
	}

	all(): ReadonlySet<string> {
		return new Set([...this.own(), ...[...this.#others.values()].flat()]);
	}
}
