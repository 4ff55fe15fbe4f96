/**
 * One verification from its start to what is to be signed: chooses the Designs, runs the policy's tests
 * or reads a report, and says what fits exactly the files that were there before and after.
 */
import { evidenceOf, NO_CODE } from '#machines/evidence/evidence-of.ts';
import { type CheckoutInHand, type Target, targetsOf } from '#server/evidence/checkout-in-hand.ts';
import { isBeforeCode } from '#server/evidence/files-in-hand.ts';
import { judgeRun, verified } from '#server/evidence/judge-run.ts';
import { type VerifyMode, whyNotAttest } from '#server/evidence/may-attest.ts';
import { produceReport, type RunDeps, type RunHooks } from '#server/evidence/produce-report.ts';
import { compareReplays } from '#server/evidence/replay-run.ts';
import { isOlderThan, readReportFile } from '#server/evidence/report-file.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Verified } from '#shared/evidence/verified.ts';
import type { ComponentId } from '#shared/id.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { policyTestOf, type ReportFormat } from '#shared/lifecycle/evidence-rules.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface VerifyRequest {
	/** Files or folders from the repository's root, or ids; everything where empty. */
	readonly paths: readonly string[];
	/** A report that was written already; by its absolute path; null lets Lintel run the tests. */
	readonly report: { readonly path: string; readonly format: ReportFormat | null } | null;
	/** Runs again what is attested, and signs nothing. */
	readonly replay: boolean;
}

export interface VerifyDeps extends RunDeps {
	/** For what git says of the tree. */
	readonly run: Run;
	/** Whose key signs. */
	readonly key: KeyId;
	/** Hears whose tests are about to be run. */
	readonly onStart?: (designs: readonly ComponentId[]) => void;
}

export interface Attestable {
	readonly verified: Verified;
	/** By Design: what there is to sign. */
	readonly payloads: ReadonlyMap<string, EventPayload>;
}

const MOST_TEST_BYTES = 8 * 1024 * 1024;

export async function verifyTests(
	deps: VerifyDeps,
	checkout: CheckoutInHand,
	request: VerifyRequest,
	hooks: RunHooks,
): Promise<Result<Attestable, Refusal>> {
	const mode: VerifyMode = request.replay ? 'replay' : request.report ? 'report' : 'run';
	const refused = whyNotAttest(checkout.state(), deps.key, mode);
	if (refused !== null) return err(refused);
	const found = targetsOf(checkout, request.paths);
	if (!found.ok) return found;
	const before = found.value;
	const { policy } = checkout.state();
	const ready = before.filter((one) => whyNotReady(one, checkout, mode) === null);
	const left = before
		.filter((one) => !ready.includes(one))
		.map((one) => verified(one, [], 'none', whyNotReady(one, checkout, mode)));
	if (ready.length === 0) return ok(nothing(left));

	const tests = [...new Set(ready.flatMap(({ test }) => test?.path ?? []))].sort();
	const tree = treeOf(deps.run, checkout.folder);
	const stampsBefore = stampsOf(deps.disk, checkout.folder, ready);
	if (request.report === null) deps.onStart?.(ready.map(({ design }) => design));
	const report =
		request.report === null
			? await produceReport(deps, policy, checkout.folder, tests, hooks)
			: readReportFile(deps.disk, request.report.path, request.report.format);
	if (!report.ok) return report;
	const textOf = (path: string) =>
		readRegularText(deps.disk, `${checkout.folder}/${path}`, MOST_TEST_BYTES) ?? '';
	const isOfThese = mode !== 'report' && policy.test.includes('{files}');
	const isThere = (path: string) =>
		!path.split('/').includes('..') && deps.disk.existsSync(`${checkout.folder}/${path}`);
	const ran = { report: report.value, isOfThese };
	const judged = judgeRun(checkout, ready, ran, textOf, isThere);

	const after = targetsOf(checkout, request.paths);
	if (!after.ok) return after;
	const stampsAfter = stampsOf(deps.disk, checkout.folder, ready);
	const stable = new Set(
		ready
			.filter((one) => after.value.some((other) => isSame(one, other)))
			.filter(({ design }) => stampsAfter.get(design) === stampsBefore.get(design))
			.map(({ design }) => design),
	);
	const samePolicy = policyTestOf(checkout.state().policy) === policyTestOf(policy);
	const isLate = lateFor(deps, checkout, request);
	const late = new Set(ready.filter(isLate).map(({ design }) => design));
	const designs = judged.designs.map((one) => {
		if (!stable.has(one.design) || !samePolicy)
			return { ...one, result: 'none', because: CHANGED } as const;
		return late.has(one.design) ? ({ ...one, result: 'none', because: LATE } as const) : one;
	});
	if (mode === 'replay') {
		const replayed = designs.map((one) => compareReplays(one, checkout));
		return ok(nothing([...replayed, ...left]));
	}
	const payloads = new Map<string, EventPayload>();
	for (const { design, result, tests, criteria } of designs) {
		const target = ready.find((one) => one.design === design);
		if (target?.revision == null || target.test?.hash == null) continue;
		if (result !== 'green' && result !== 'red') continue;
		payloads.set(design, {
			...{ type: 'attested', design, revision: target.revision, result, tests, criteria },
			...{ code: target.code?.hash ?? NO_CODE, test: target.test.hash, ...tree },
			policyTest: policyTestOf(policy),
			...(mode === 'report' ? { from: 'report' } : {}),
		});
	}
	return ok({
		verified: { designs: [...designs, ...left], findings: [...judged.findings] },
		payloads,
	});
}

const CHANGED = 'It changed while its tests ran.';
const LATE = 'Its code or its test was written after the report: run the tests again.';

/**
 * A report handed in may be of what the files were before. A build machine runs on what it checked
 * out, and may take a report over from another job, so its files' times say nothing.
 */
function lateFor(
	{ disk, key }: VerifyDeps,
	checkout: CheckoutInHand,
	{ report }: VerifyRequest,
): (target: Target) => boolean {
	if (report === null || checkout.state().membership.relayOfKey(key)?.ci === true)
		return () => false;
	return ({ code, test }) => {
		const paths = [code, test].flatMap((one) => one?.path ?? []);
		return isOlderThan(
			disk,
			report.path,
			paths.map((path) => `${checkout.folder}/${path}`),
		);
	};
}

/** Why its tests are not run at all, as a sentence. */
function whyNotReady(target: Target, checkout: CheckoutInHand, mode: VerifyMode): string | null {
	const { design, revision, code, test } = target;
	if (revision === null) return 'There is no Design of it to attest to.';
	if (test === null || test.hash === null) return 'Its test file is not there.';
	const first = checkout.state().policy.evidence?.testsFirst === true;
	if (isBeforeCode(target) && !first) return 'Its code is not there.';
	if (mode !== 'replay') return null;
	const hand = { revision, code: code?.hash ?? null, test: test.hash };
	const { result, because } = evidenceOf(checkout.state(), design, hand);
	return result === 'verified' || result === 'red' ? null : because;
}

function isSame(one: Target, other: Target): boolean {
	return (
		one.design === other.design &&
		one.revision === other.revision &&
		one.code?.hash === other.code?.hash &&
		one.test?.path === other.test?.path &&
		one.test?.hash === other.test?.hash
	);
}

/** By Design: what was written and put back meanwhile has the same hash, and was another file. */
function stampsOf(disk: Disk, folder: string, targets: readonly Target[]): Map<string, string> {
	const stampAt = (path: string) => {
		const stat = disk.statSync(`${folder}/${path}`, { throwIfNoEntry: false });
		return stat ? `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}` : 'absent';
	};
	return new Map(
		targets.map(({ design, code, test }) => {
			const paths = [code, test].flatMap((one) => one?.path ?? []);
			return [design, paths.map(stampAt).join('\n')];
		}),
	);
}

function nothing(designs: Verified['designs']): Attestable {
	return { verified: { designs, findings: [] }, payloads: new Map() };
}

/** The commit's tree, and whether the checkout is exactly that; `none` outside git. */
function treeOf(run: Run, folder: string): { tree: string; clean: boolean } {
	const tree = run('git', ['rev-parse', 'HEAD^{tree}'], folder);
	if (tree === null || tree.status !== 0) return { tree: 'none', clean: false };
	const status = run('git', ['status', '--porcelain'], folder);
	return { tree: tree.output.trim(), clean: status?.status === 0 && status.output.trim() === '' };
}
