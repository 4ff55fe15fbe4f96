/**
 * Verifies the signatures of a long log on every processor, while its caller does something else.
 *
 * What the threads find good is good: they ask the same library as the one strict verifier. What
 * they don't is told to be so by that verifier alone.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
	type Batch,
	batchOf,
	GOOD,
	jobAt,
	type SignatureJob,
	verifyRest,
} from '#server/check/signing/batch.ts';
import { type Ed25519Check, ed25519Check } from '#shared/lifecycle/verify.ts';

/** Checks signatures in batches: what was given is looked at between `begin` and `finish`. */
export interface SignatureChecks {
	readonly check: Ed25519Check;
	/** Other threads start with what was given since the last time. */
	begin(): void;
	/** Helps them with the rest. Every check that was given is answered soon after. */
	finish(): Promise<void>;
}

/** Starting a thread takes as long as these. */
const FEW = 400;
const MOST_THREADS = 4;

export function createSignatureThreads(processors = availableParallelism()): SignatureChecks {
	let given: Given[] = [];
	const running: Running[] = [];

	function check(...[key, signature, signed]: Parameters<Ed25519Check>): Promise<boolean> {
		return new Promise((answer) => given.push({ key, signature, signed, answer }));
	}

	function begin(): void {
		if (given.length === 0) return;
		const batch = batchOf(given);
		const helpers = given.length < FEW ? 0 : Math.min(processors - 1, MOST_THREADS);
		running.push({
			batch,
			// The bytes are in the batch now, and would take as much memory again.
			answers: given.map(({ answer }) => answer),
			helping: Array.from({ length: helpers }, () => helpWith(batch)),
		});
		given = [];
	}

	async function finish(): Promise<void> {
		begin();
		for (const { batch, answers, helping } of running.splice(0)) {
			verifyRest(batch);
			await Promise.all(helping);
			// What a thread took along when it ended early is looked at here.
			for (const [n, answer] of answers.entries())
				answer(batch.found[n] === GOOD || checkAgain(jobAt(batch, n)));
		}
	}

	return { check, begin, finish };
}

function checkAgain({ key, signature, signed }: SignatureJob): Promise<boolean> {
	return ed25519Check(key, signature, signed);
}

type Answer = (good: boolean | Promise<boolean>) => void;

interface Given extends SignatureJob {
	readonly answer: Answer;
}

interface Running {
	readonly batch: Batch;
	readonly answers: readonly Answer[];
	readonly helping: readonly Promise<void>[];
}

/** Ends when nothing is left, or when the thread can't go on. */
function helpWith(batch: Batch): Promise<void> {
	// Node strips types from the sources; the packed Lintel has the same worker as JavaScript.
	const kind = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
	const worker = new Worker(new URL(`./signature-worker.${kind}`, import.meta.url), {
		resourceLimits: { maxYoungGenerationSizeMb: 4 },
	});
	worker.postMessage(batch);
	return new Promise((resolve) => {
		const end = () => {
			void worker.terminate();
			resolve();
		};
		worker.once('message', end).once('error', end).once('exit', end);
	});
}
