import type { TraceBook } from '#client/state/trace/traces.svelte.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import { Traces } from '#shared/protocol/traces.ts';

/** Pages come one after the other, and a branch that is switched changes many at once. */
const SETTLED_MS = 1_000;

/**
 * Keeps on this device what the relay told of Traces, so that a page that is opened without the relay
 * has them as they were seen last. What the relay tells meanwhile goes first.
 */
export async function rememberTraces(
	traces: TraceBook,
	log: Pick<LogStore, 'readFact' | 'writeFact'>,
): Promise<void> {
	let waiting = false;

	const kept = await log.readFact('traces', Traces).catch(() => null);
	if (kept !== null && !traces.known) traces.take(kept);
	traces.listen(() => {
		if (waiting) return;
		waiting = true;
		setTimeout(write, SETTLED_MS);
	});

	function write(): void {
		waiting = false;
		// The page may be leaving, and its database be closed.
		traces.tell({ say: ({ traces: all }) => void log.writeFact('traces', all).catch(() => {}) });
	}
}
