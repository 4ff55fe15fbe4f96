/**
 * Moving rows by pointer: mouse, pen or touch. The list scrolls by itself near its ends, a line
 * shows where the rows will land, and Escape takes it back.
 *
 *   press ──moved far enough──▶ dragging ──released──▶ drop
 *     └──released: a click         └──Escape, cancelled──▶ nothing
 */
export interface DragTarget<T> {
	readonly id: T;
	readonly below: boolean;
}

export interface DragOptions<T> {
	/** What goes along when this row is taken. */
	carried(id: T): readonly T[];
	/** The row under a point of the page, if there is one to drop at. */
	targetAt(x: number, y: number): DragTarget<T> | null;
	/** Null when rows can't be moved; then why, to be told. */
	drop(carried: readonly T[], target: DragTarget<T>): void;
	/** What scrolls. */
	scroller(): HTMLElement | null;
}

const FAR_PX = 5;
const EDGE_PX = 48;
const MOST_PX = 18;

export class Drag<T> {
	#options: DragOptions<T>;
	#carried = $state.raw<readonly T[]>([]);
	#target = $state.raw<DragTarget<T> | null>(null);
	/** Where the pointer is, for what floats beside it. */
	point = $state.raw<{ readonly x: number; readonly y: number } | null>(null);

	constructor(options: DragOptions<T>) {
		this.#options = options;
	}

	get carried(): readonly T[] {
		return this.#carried;
	}

	get isOn(): boolean {
		return this.#carried.length > 0;
	}

	carries(id: T): boolean {
		return this.#carried.includes(id);
	}

	/** Where the line of the drop stands on a row, if it does. */
	lineAt(id: T): 'above' | 'below' | null {
		if (this.#target === null || this.#target.id !== id) return null;
		return this.#target.below ? 'below' : 'above';
	}

	/** For pointerdown on a row or its handle. */
	press(id: T, event: PointerEvent): void {
		if (event.button !== 0 || !event.isPrimary) return;
		const start = { x: event.clientX, y: event.clientY };
		const { pointerId } = event;
		const ends = new AbortController();
		const { signal } = ends;
		let frame = 0;

		const move = (next: PointerEvent) => {
			if (next.pointerId !== pointerId) return;
			const far = Math.hypot(next.clientX - start.x, next.clientY - start.y) >= FAR_PX;
			if (!this.isOn && !far) return;
			if (!this.isOn) {
				this.#carried = this.#options.carried(id);
				getSelection()?.removeAllRanges();
				frame = requestAnimationFrame(scroll);
			}
			next.preventDefault();
			this.#aim(next.clientX, next.clientY);
		};
		const scroll = () => {
			if (this.#scrollNearEdge() && this.point !== null) this.#aim(this.point.x, this.point.y);
			frame = requestAnimationFrame(scroll);
		};
		const finish = (drops: boolean) => {
			cancelAnimationFrame(frame);
			ends.abort();
			const [carried, target] = [this.#carried, this.#target];
			this.#carried = [];
			this.#target = null;
			this.point = null;
			if (carried.length === 0) return;
			swallowClick();
			if (drops && target !== null) this.#options.drop(carried, target);
		};

		addEventListener('pointermove', move, { signal, passive: false });
		addEventListener('pointerup', () => finish(true), { signal });
		addEventListener('pointercancel', () => finish(false), { signal });
		const leave = (key: KeyboardEvent) => {
			if (key.key !== 'Escape' || !this.isOn) return;
			key.preventDefault();
			key.stopPropagation();
			finish(false);
		};
		addEventListener('keydown', leave, { signal, capture: true });
	}

	#aim(x: number, y: number): void {
		this.point = { x, y };
		const target = this.#options.targetAt(x, y);
		this.#target = target;
	}

	#scrollNearEdge(): boolean {
		const scroller = this.#options.scroller();
		if (scroller === null || this.point === null) return false;
		const { top, bottom } = scroller.getBoundingClientRect();
		const above = Math.max(0, top + EDGE_PX - this.point.y);
		const below = Math.max(0, this.point.y - (bottom - EDGE_PX));
		const by = (Math.min(1, below / EDGE_PX) - Math.min(1, above / EDGE_PX)) * MOST_PX;
		const before = scroller.scrollTop;
		scroller.scrollTop += by;
		return scroller.scrollTop !== before;
	}
}

/** The release of a drag is no click on what lies under it. */
function swallowClick(): void {
	const swallow = (event: MouseEvent) => {
		event.preventDefault();
		event.stopPropagation();
	};
	addEventListener('click', swallow, { capture: true, once: true });
	setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
}

/** The row of these that lies at a height, for rows that fill their list. */
export function rowAt<T>(
	rows: Iterable<HTMLElement>,
	y: number,
	idOf: (row: HTMLElement) => T | null,
): DragTarget<T> | null {
	let nearest: { readonly target: DragTarget<T>; readonly far: number } | null = null;
	for (const row of rows) {
		const id = idOf(row);
		if (id === null) continue;
		const { top, bottom } = row.getBoundingClientRect();
		const far = y < top ? top - y : Math.max(0, y - bottom);
		if (nearest !== null && far >= nearest.far) continue;
		nearest = { target: { id, below: y > (top + bottom) / 2 }, far };
	}
	return nearest?.target ?? null;
}
