/** How often something may happen: `burst` at once, refilled evenly over `windowMs`. */
export interface RateLimit {
	/** Takes one turn of this key, or says no. */
	take(key: string): boolean;
}

const MAX_KEYS = 1000;

interface Bucket {
	readonly tokens: number;
	readonly at: number;
}

export function createRateLimit(deps: {
	readonly burst: number;
	readonly windowMs: number;
	readonly now: () => Date;
}): RateLimit {
	const { burst, windowMs, now } = deps;
	const buckets = new Map<string, Bucket>();

	function refilled(key: string, at: number): number {
		const bucket = buckets.get(key);
		if (!bucket) return burst;
		// A clock that was set back takes nothing away.
		const passed = Math.max(0, at - bucket.at);
		return Math.min(burst, bucket.tokens + (passed * burst) / windowMs);
	}

	/** The key that was used longest ago makes room: a full bucket is the same as none. */
	function forgetOldest(): void {
		const [oldest] = buckets.keys();
		if (oldest !== undefined && buckets.size > MAX_KEYS) buckets.delete(oldest);
	}

	return {
		take(key) {
			const at = now().getTime();
			const tokens = refilled(key, at);
			const allowed = tokens >= 1;
			buckets.delete(key);
			buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at });
			forgetOldest();
			return allowed;
		},
	};
}
