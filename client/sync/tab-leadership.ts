/** Holds or waits for the lead. Closing gives it to the next tab. */
export interface TabLeadership {
	readonly leads: boolean;
	close(): void;
}

/**
 * Of all tabs of a workspace one leads, by a Web Lock: it alone holds sockets. When it closes or
 * crashes the browser hands the lock to the next tab. Where there are no locks, every tab leads.
 */
export function createTabLeadership(name: string, onLead: () => void): TabLeadership {
	let leads = false;
	let closed = false;
	let release: () => void = () => {};
	const waiting = new AbortController();

	void lead().catch((error: unknown) => {
		if (!waiting.signal.aborted) throw error;
	});

	return {
		get leads() {
			return leads;
		},
		close() {
			closed = true;
			leads = false;
			waiting.abort();
			release();
		},
	};

	async function lead(): Promise<void> {
		if (navigator.locks === undefined) return begin();
		await navigator.locks.request(name, { signal: waiting.signal }, () => {
			begin();
			return new Promise<void>((resolve) => {
				release = resolve;
			});
		});
	}

	function begin(): void {
		if (closed) return;
		leads = true;
		onLead();
	}
}
