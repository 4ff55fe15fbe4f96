/** A token bucket: says how long to wait before the next frame is read. */
export interface Throttle {
	/** Takes one token and returns 0, or the milliseconds until there is one again. */
	take(): number;
}

export function createThrottle(burst: number, perSecond: number, now: () => number): Throttle {
	let tokens = burst;
	let at = now();

	function take() {
		const time = now();
		tokens = Math.min(burst, tokens + ((time - at) / 1_000) * perSecond) - 1;
		at = time;
		return tokens >= 0 ? 0 : Math.ceil((-tokens / perSecond) * 1_000);
	}

	return { take };
}
