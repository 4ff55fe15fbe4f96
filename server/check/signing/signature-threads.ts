/**
 * Verifies the signatures of a long log on every processor, while its caller does something else.
 *
 * What the threads find good is good: they ask the same library as the one strict verifier, or one
 * that takes nothing which that library refuses. What they don't is told to be so by that verifier
 * alone.
 */
import { batchOf, createVerifier, GOOD } from '#server/check/signing/batch.ts';
import type { CheckThreads } from '#server/check/threads/check-threads.ts';
import type { SignatureJob } from '#shared/lifecycle/verify.ts';

/** Checks signatures in batches. */
export interface SignatureChecks {
	/**
	 * Other threads start with these. What it answers with helps them with the rest, and says of
	 * each in turn whether it is good; of one that isn't the strict verifier has to be asked.
	 */
	begin(jobs: readonly SignatureJob[]): () => Promise<readonly boolean[]>;
}

/** Starting a thread takes as long as these. */
const FEW = 400;

export function createSignatureThreads(threads: CheckThreads): SignatureChecks {
	return {
		begin(jobs) {
			if (jobs.length === 0) return async () => [];
			const batch = batchOf(jobs);
			const helpers = jobs.length < FEW ? 0 : threads.most;
			const helping = Array.from({ length: helpers }, (_, n) =>
				threads.ask(n, 'signatures', batch),
			);
			return async () => {
				createVerifier(batch)(Infinity);
				// What a thread took along when it ended early was not found good.
				await Promise.all(helping);
				return Array.from(batch.found, (found) => found === GOOD);
			};
		},
	};
}
