/** Runs the tests of a workspace that is open here, one run at a time, and attests with its relay's key. */
import type { CheckoutInHand } from '#server/evidence/checkout-in-hand.ts';
import type { RunHooks } from '#server/evidence/produce-report.ts';
import { signRuns } from '#server/evidence/sign-runs.ts';
import type { UnderWay } from '#server/evidence/under-way.ts';
import { type VerifyDeps, type VerifyRequest, verifyTests } from '#server/evidence/verify-tests.ts';
import type { Journal } from '#server/log/journal.ts';
import type { RelayIdentity } from '#server/relay-identity.ts';
import type { Verified } from '#shared/evidence/verified.ts';
import type { ComponentId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Verification {
	/** Streams what the tests print; refuses while another run goes on. */
	verify(request: VerifyRequest, hooks: RunHooks): Promise<Result<Verified, Refusal>>;
}

export function createVerification(
	deps: Omit<VerifyDeps, 'key'> & {
		readonly now: () => Date;
		readonly checkout: CheckoutInHand;
		readonly journal: Journal;
		readonly relay: RelayIdentity;
		/** Brings what was typed to the disk first: what is tested is what is there. */
		readonly flush: () => Promise<unknown>;
		/** Where a run is told of while it goes on; null where nobody looks on. */
		readonly underWay: UnderWay | null;
	},
): Verification {
	const { checkout, journal, relay } = deps;
	let running = false;

	async function verify(
		request: VerifyRequest,
		hooks: RunHooks,
	): Promise<Result<Verified, Refusal>> {
		if (running) return err(runsAlready);
		running = true;
		try {
			await deps.flush();
			const key = relay.signer.keyId;
			const onStart = (designs: readonly ComponentId[]) => begin(designs, request.replay);
			const parts = { ...deps, key, onStart };
			const attestable = await verifyTests(parts, checkout, request, hooks);
			return attestable.ok ? await attest(attestable.value) : attestable;
		} finally {
			running = false;
			deps.underWay?.end();
		}
	}

	function begin(designs: readonly ComponentId[], replay: boolean): void {
		const since = deps.now().toISOString();
		deps.underWay?.begin({ since, designs: [...designs], replay });
	}

	async function attest(attestable: Parameters<typeof signRuns>[0]) {
		const { root } = journal.ledger.state();
		if (root === null || attestable.payloads.size === 0) return ok(attestable.verified);
		const by = { signer: relay.signer, root, heads: journal.ledger.heads() };
		const signed = await signRuns(attestable, { ...by, at: deps.now().toISOString() });
		for (let from = 0; from < signed.envelopes.length; from += MOST_AT_ONCE) {
			const some = signed.envelopes.slice(from, from + MOST_AT_ONCE);
			const admitted = await journal.append(some, [], []);
			if (!admitted.ok) return err(admitted.kind === 'refused' ? admitted.refusal : notTaken);
		}
		return ok(signed.verified);
	}

	return { verify };
}

const MOST_AT_ONCE = 500;

const runsAlready = refusal(
	'run-in-progress',
	'The tests of this repository are being run already.',
	'Wait until that run ends, or cancel it.',
);

const notTaken = refusal(
	'not-taken',
	'The log did not take the attestation.',
	'Run lintel verify again.',
);
