/** Two sets of shortcuts of which one comes, and then the other goes, in a single change of a page. */
import { flushSync, untrack } from 'svelte';
import type { Keymap, Shortcut } from '#client/features/frame/keymap.svelte.ts';

export function passKeys(keymap: Keymap, from: Shortcut, to: Shortcut): () => void {
	let passed = $state(false);
	const stop = $effect.root(() => {
		$effect(() => (passed ? untrack(() => keymap.bind([to])) : undefined));
		$effect(() => (passed ? undefined : untrack(() => keymap.bind([from]))));
	});
	flushSync();
	passed = true;
	flushSync();
	return stop;
}
