/**
 * Verifies the signatures of a long log on every processor, while its caller does something else.
 *
 * What the threads find good is good: they ask the same library as the one strict verifier. What
 * they don't is told to be so by that verifier alone.
 */
import {
	type Batch,
	batchOf,
	createVerifier,
	GOOD,
	jobAt,
	type SignatureJob,
} from '#server/check/signing/batch.ts';
import type { CheckThreads } from '#server/check/threads/check-threads.ts';
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

export function createSignatureThreads(threads: CheckThreads): SignatureChecks {
	let given: Given[] = [];
	const running: Running[] = [];

	function check(...[key, signature, signed]: Parameters<Ed25519Check>): Promise<boolean> {
		return new Promise((answer) => given.push({ key, signature, signed, answer }));
	}

	function begin(): void {
		if (given.length === 0) return;
		const batch = batchOf(given);
		const helpers = given.length < FEW ? 0 : threads.most;
		running.push({
			batch,
			// The bytes are in the batch now, and would take as much memory again.
			answers: given.map(({ answer }) => answer),
			helping: Array.from({ length: helpers }, (_, n) => threads.ask(n, 'signatures', batch)),
		});
		given = [];
	}

	async function finish(): Promise<void> {
		begin();
		for (const { batch, answers, helping } of running.splice(0)) {
			createVerifier(batch)(Infinity);
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
	readonly helping: readonly Promise<unknown>[];
}
