import { flushSync } from 'svelte';

/**
 * For `onresize` of a list that draws only what is in sight. Being told how high its rows are, it
 * draws others, and these have to be there while it is still being told: it then asks for their own
 * heights a frame later. Drawn a moment later, they would be told to a browser that has just
 * finished, which complains of a “ResizeObserver loop” and has them wait.
 */
export function drawRows(): void {
	flushSync();
}
