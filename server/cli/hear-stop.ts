/**
 * When a person wants a command to end.
 *
 * A terminal tells Ctrl-C to this process and to the one that started it under an older Node, which
 * passes it on: so what comes within a second is the same wish. A later one is impatience, and ends it
 * at once. Whoever stops reading what it prints, as `head` does, wishes to see no more of it.
 */
import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SAME_MS = 1_000;

export interface StopDeps {
	readonly now: () => Date;
	/** Ends the process there and then. */
	readonly end: () => void;
	/** What it prints to. */
	readonly outputs: readonly EventEmitter[];
}

/**
 * Resolves with the signal's name; `disconnect` when whoever started this process is gone, `EPIPE`
 * when nobody reads what it prints. What else an output fails of is thrown.
 */
export function hearStop(process: EventEmitter, { now, end, outputs }: StopDeps): Promise<string> {
	let first: number | null = null;
	return new Promise((stop) => {
		for (const signal of SIGNALS) {
			process.on(signal, () => {
				first ??= now().getTime();
				if (now().getTime() - first > SAME_MS) end();
				else stop(signal);
			});
		}
		process.once('disconnect', () => stop('disconnect'));
		for (const output of outputs) {
			// Each line that is still printed fails in the same way.
			output.on('error', (error: NodeJS.ErrnoException) => {
				if (error.code !== 'EPIPE') throw error;
				stop('EPIPE');
			});
		}
	});
}
