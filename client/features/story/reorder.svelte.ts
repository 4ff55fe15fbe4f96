/**
 * Moving one thing in an ordered list, by drag or by keyboard. `move` puts it behind another one,
 * or to the front with null.
 */
export class Reorder<T extends string> {
	#ids: () => readonly T[];
	#move: (id: T, after: T | null) => void;
	#dragged = $state<T | null>(null);
	#over = $state<{ readonly id: T; readonly below: boolean } | null>(null);

	constructor(ids: () => readonly T[], move: (id: T, after: T | null) => void) {
		this.#ids = ids;
		this.#move = move;
	}

	/** Where the line of the drop stands on a row, if it does. */
	lineAt(id: T): 'above' | 'below' | null {
		if (this.#over?.id !== id || this.#dragged === null || this.#dragged === id) return null;
		return this.#over.below ? 'below' : 'above';
	}

	isDragged(id: T): boolean {
		return this.#dragged === id;
	}

	start(id: T, event: DragEvent): void {
		this.#dragged = id;
		event.dataTransfer?.setData('text/plain', '');
		if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
	}

	over(id: T, event: DragEvent): void {
		if (this.#dragged === null || !(event.currentTarget instanceof HTMLElement)) return;
		event.preventDefault();
		const box = event.currentTarget.getBoundingClientRect();
		this.#over = { id, below: event.clientY > box.top + box.height / 2 };
	}

	drop(event: DragEvent): void {
		event.preventDefault();
		const dragged = this.#dragged;
		const over = this.#over;
		this.end();
		if (dragged === null || over === null || dragged === over.id) return;
		const others = this.#ids().filter((id) => id !== dragged);
		const at = others.indexOf(over.id) + (over.below ? 1 : 0);
		this.#move(dragged, others[at - 1] ?? null);
	}

	end(): void {
		this.#dragged = null;
		this.#over = null;
	}

	/** One place up (-1) or down (1). False at the end of the list. */
	step(id: T, by: -1 | 1): boolean {
		const ids = this.#ids();
		const at = ids.indexOf(id);
		const to = at + by;
		if (at === -1 || to < 0 || to >= ids.length) return false;
		const others = ids.filter((other) => other !== id);
		this.#move(id, others[to - 1] ?? null);
		return true;
	}

	/** For keydown: Alt+↑ and Alt+↓. True when it was one of them. */
	key(id: T, event: KeyboardEvent): boolean {
		if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return false;
		event.preventDefault();
		event.stopPropagation();
		this.step(id, event.key === 'ArrowUp' ? -1 : 1);
		return true;
	}
}
