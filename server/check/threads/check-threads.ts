/** Threads that work for a check while it does something else: each is started when first asked. */
import { availableParallelism } from 'node:os';
import { MessageChannel, type Worker } from 'node:worker_threads';
import type { Jobs } from '#server/check/threads/jobs.ts';
import { workerAt } from '#server/worker-at.ts';

export interface CheckThreads extends Disposable {
	/** How many there may be; 0 where there is one processor only. */
	readonly most: number;
	/** Asks the how-manieth thread. Null where it can't go on: whoever asks does it themselves. */
	ask<Kind extends keyof Jobs>(
		thread: number,
		kind: Kind,
		of: Jobs[Kind]['of'],
	): Promise<Jobs[Kind]['answer'] | null>;
}

const MOST_THREADS = 4;

export function createCheckThreads(processors = availableParallelism()): CheckThreads {
	const workers: Worker[] = [];

	function workerFor(thread: number): Worker {
		const worker = workers[thread] ?? startWorker();
		workers[thread] = worker;
		return worker;
	}

	return {
		most: Math.min(processors - 1, MOST_THREADS),

		ask(thread, kind, of) {
			const { port1, port2 } = new MessageChannel();
			const worker = workerFor(thread);
			worker.postMessage({ kind, of, port: port2 }, [port2]);
			return new Promise((resolve) => {
				// A thread that ends takes the other side of the channel along.
				port1.once('close', () => resolve(null));
				port1.once('message', (said: Jobs[typeof kind]['answer']) => {
					resolve(said);
					port1.close();
				});
			});
		},

		[Symbol.dispose]() {
			for (const worker of workers.splice(0)) void worker.terminate();
		},
	};
}

function startWorker(): Worker {
	const worker = workerAt(new URL('./check-worker', import.meta.url), {
		resourceLimits: { maxYoungGenerationSizeMb: 8 },
	});
	// Whoever asked hears of it on their port.
	worker.on('error', () => {});
	worker.unref();
	return worker;
}
