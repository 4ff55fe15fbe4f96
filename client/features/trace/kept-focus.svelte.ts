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
