import { evidenceOf } from '#machines/evidence/evidence-of.ts';
import type { CheckoutInHand } from '#server/evidence/checkout-in-hand.ts';
import type { VerifiedDesign } from '#shared/evidence/verified.ts';

/** Whether a run came out as the attestation claims that fits the same hashes, criterion by criterion. */
export function compareReplays(one: VerifiedDesign, checkout: CheckoutInHand): VerifiedDesign {
	const { code, test } = checkout.filesOf(one.design);
	const hand = { revision: checkout.revisionOf(one.design), code: code?.hash ?? null };
	const claim = evidenceOf(checkout.state(), one.design, { ...hand, test: test?.hash ?? null });
	if (claim.result !== 'verified' && claim.result !== 'red') {
		return { ...one, result: 'none', because: claim.because };
	}
	// It came to nothing, for the reason that it gives.
	if (one.result === 'none') return { ...one, result: 'fails' };
	const claimed = claim.result === 'verified' ? 'green' : 'red';
	if (one.result !== claimed) {
		return {
			...one,
			result: 'fails',
			because: `It is claimed ${claimed}, and came out ${one.result}.`,
		};
	}
	const other = claim.criteria.find(({ id, result }) => {
		return one.criteria.find((now) => now.id === id)?.result !== result;
	});
	if (other === undefined) return { ...one, result: 'holds', because: null };
	const now = one.criteria.find(({ id }) => id === other.id)?.result ?? 'not covered';
	return {
		...one,
		result: 'fails',
		because: `${other.id} is claimed ${other.result}, and came out ${now}.`,
	};
}
