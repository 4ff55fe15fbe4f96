/** Remembers which signatures were found good: that never changes. */
import type { Pieces } from '#server/check/cache/pieces.ts';
import type { SignatureChecks } from '#server/check/signing/signature-threads.ts';
import type { SignatureJob } from '#shared/lifecycle/verify.ts';

export function knowSignatures(checks: SignatureChecks, pieces: Pieces<true>): SignatureChecks {
	return {
		begin(jobs) {
			const found = jobs.map((job) => isKept(job) && pieces.get(bytesOf(job)) === true);
			const rest = jobs.filter((_, n) => found[n] === false);
			const finish = checks.begin(rest);
			return async () => {
				const goods = await finish();
				const good = new Set(rest.filter((_, n) => goods[n] === true));
				for (const job of good) if (isKept(job)) pieces.set(bytesOf(job), true);
				return jobs.map((job, n) => found[n] === true || good.has(job));
			};
		},
	};
}

/** Of fixed lengths but for the last, so that no two jobs read alike; others are never good. */
function isKept({ key, signature }: SignatureJob): boolean {
	return key.length === 32 && signature.length === 64;
}

function bytesOf({ key, signature, signed }: SignatureJob): Uint8Array {
	return Buffer.concat([key, signature, signed]);
}
