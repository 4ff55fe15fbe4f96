/** Remembers which signatures were found good: that never changes. */
import type { Pieces } from '#server/check/cache/pieces.ts';
import type { SignatureChecks } from '#server/check/signing/signature-threads.ts';

export function knowSignatures(checks: SignatureChecks, pieces: Pieces<true>): SignatureChecks {
	return {
		...checks,
		async check(key, signature, signed) {
			// Of fixed lengths but for the last, so that no two jobs read alike; others are never good.
			if (key.length !== 32 || signature.length !== 64) return checks.check(key, signature, signed);
			const job = Buffer.concat([key, signature, signed]);
			if (pieces.get(job) === true) return true;
			const good = await checks.check(key, signature, signed);
			if (good) pieces.set(job, true);
			return good;
		},
	};
}
