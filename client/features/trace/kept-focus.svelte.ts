import { untrack } from 'svelte';

interface Focusable {
	/** The row that has the focus or had it last: -1 where it went away, null where none ever had. */
	at(): number | null;
	count(): number;
	/** Whether the focus is among the rows. */
	holds(): boolean;
	focus(row: number): unknown;
}

/** Who reads a row that goes away reads on with the one in its place. Call it while a component is made. */
export function keepFocus({ at, count, holds, focus }: Focusable): void {
	let before = 0;
	$effect.pre(() => {
		const row = at();
		if (row !== -1) before = row ?? 0;
		else if (count() > 0 && untrack(holds)) untrack(() => focus(Math.min(before, count() - 1)));
	});
}

/** So many frames a far row takes at most until all is drawn around it. */
const FRAMES = 10;

/**
 * Focuses what is found. The rows that are drawn around it may move it in the page, which takes its
 * focus away: then it is put back, as long as it went nowhere else.
 */
export function holdFocus(find: () => HTMLElement | null): void {
	let left = FRAMES;
	const look = () => {
		if (document.activeElement === document.body) find()?.focus({ preventScroll: true });
		left -= 1;
		if (left > 0) requestAnimationFrame(look);
	};
	find()?.focus({ preventScroll: true });
	requestAnimationFrame(look);
}
