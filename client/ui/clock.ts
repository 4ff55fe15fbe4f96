import { createSubscriber } from 'svelte/reactivity';

const TICK_MS = 30_000;

/** One timer for all of the page, while anything on it reads the time. */
const follow = createSubscriber((update) => {
	const timer = setInterval(update, TICK_MS);
	return () => clearInterval(timer);
});

/** The time, to half a minute: whatever reads it is worked out anew as it goes by. */
export function clockNow(): Date {
	follow();
	return new Date();
}
