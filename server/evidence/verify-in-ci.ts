/**
 * A build machine's verification, from the files alone: the log in the repository says which tests
 * run and whose key counts, and a new segment beside it holds what was attested.
 */
import { proveLog } from '#server/check/prove-log.ts';
import { readConfig, readTexts } from '#server/check/repository-texts.ts';
import { parsePin } from '#server/check/root.ts';
import type { CheckoutInHand } from '#server/evidence/checkout-in-hand.ts';
import { openCiKey } from '#server/evidence/ci-key.ts';
import type { RunDeps, RunHooks } from '#server/evidence/produce-report.ts';
import { runTests } from '#server/evidence/run-tests.ts';
import { signRuns } from '#server/evidence/sign-runs.ts';
import { type VerifyRequest, verifyTests } from '#server/evidence/verify-tests.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { pathOfSegment, printSegment } from '#server/files/log/segments.ts';
import { traceRepository } from '#server/trace/trace-repository.ts';
import type { Verified } from '#shared/evidence/verified.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { practicesOf, practised } from '#shared/trace/practices.ts';

export async function verifyInCi(
	deps: Omit<RunDeps, 'runTests'> & {
		readonly run: Run;
		readonly now: () => Date;
		/** What `LINTEL_CI_KEY` holds. */
		readonly key: string;
	},
	folder: string,
	root: string | null,
	request: VerifyRequest,
	hooks: RunHooks,
): Promise<Result<Verified, Refusal>> {
	const signer = await openCiKey(deps.key);
	if (!signer.ok) return signer;
	const pin = root === null ? ok(null) : parsePin(root);
	if (!pin.ok) return pin;
	const log = await proveLog(deps.disk, folder, pin.value, null);
	if (log.root.id === null) return err(noRoot);
	const state = log.ledger.state();
	const config = readConfig(deps.disk, folder);
	if (!config.ok) return config;
	const [{ policy }, settings] = [state, config.value];
	let seen = look();
	const checkout: CheckoutInHand = {
		folder,
		state: () => state,
		// Read anew: what is there after the run has to be what was there before.
		artefacts() {
			seen = look();
			return practised(seen.texts.artefacts, practicesOf(policy));
		},
		revisionOf: (id) => seen.texts.revisionOf(id),
		filesOf: (id) => seen.traces.filesOf(id),
		designFile(id) {
			return { path: seen.texts.designPath(id) ?? '', markdown: seen.texts.designText(id) };
		},
	};

	const key = signer.value.keyId;
	const attestable = await verifyTests({ ...deps, runTests, key }, checkout, request, hooks);
	if (!attestable.ok) return attestable;
	const by = { signer: signer.value, root: log.root.id, heads: log.ledger.heads() };
	const signed = await signRuns(attestable.value, { ...by, at: deps.now().toISOString() });
	if (signed.envelopes.length === 0) return ok(signed.verified);
	const segment = printSegment(signed.envelopes);
	const written = writeText(deps.disk, folder, pathOfSegment(segment), segment);
	if (written.ok) return ok(signed.verified);
	return err(refusal('log-not-written', written.error.message, written.error.fix));

	function look() {
		const texts = readTexts(deps.disk, folder, settings);
		const conventions = texts.conventions(policy.failing);
		const input = { ...texts.traceable, conventions, ignored: policy.ignore };
		return { texts, traces: traceRepository({ ...deps, root: folder }, false, input) };
	}
}

const noRoot = refusal(
	'no-workspace',
	'The repository holds no log of one workspace, so nothing says which tests count.',
	'Commit .lintel/log, or give the root with LINTEL_ROOT.',
);
