/** Runs the policy's test command and reads the report that it leaves. */

import { MOST_REPORT_BYTES, readReport } from '#server/evidence/read-report.ts';
import { unreadable } from '#server/evidence/readers/unreadable.ts';
import type { RunTests } from '#server/evidence/run-tests.ts';
import { testArgv } from '#server/evidence/test-argv.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegular } from '#server/files/disk/read-regular.ts';
import { toBase64Url } from '#shared/base64url.ts';
import type { TestReport } from '#shared/evidence/report.ts';
import type { Random } from '#shared/id.ts';
import { RUN_MINUTES } from '#shared/lifecycle/evidence-rules.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface RunDeps {
	readonly disk: Disk;
	readonly random: Random;
	/** A folder for what lasts no longer than a run. */
	readonly temporary: string;
	readonly runTests: RunTests;
}

export interface RunHooks {
	readonly signal: AbortSignal;
	readonly onOutput: (text: string) => void;
	/** All that the tests find in their environment; this process's own where that is absent. */
	readonly environment?: Readonly<Record<string, string>>;
}

export async function produceReport(
	{ disk, random, temporary, runTests }: RunDeps,
	{ test, evidence }: Policy,
	folder: string,
	files: readonly string[],
	hooks: RunHooks,
): Promise<Result<TestReport, Refusal>> {
	const scratch = `${temporary}/lintel-run-${toBase64Url(random(12))}`;
	const fresh = `${scratch}/report`;
	const argv = testArgv(test, files, fresh);
	if (!argv.ok) return argv;
	const minutes = evidence?.minutes ?? RUN_MINUTES;
	const named = test.some((one) => one.includes('{report}'));
	const left = evidence?.report ? `${folder}/${evidence.report.path}` : null;
	const before = left === null ? null : stampOf(disk, left);
	disk.mkdirSync(scratch, { recursive: true, mode: 0o700 });
	try {
		const run = { argv: argv.value, folder, most: minutes * 60_000, ...hooks };
		const end = await runTests(run);
		if (end.kind === 'not-started') return err(notStarted(argv.value[0], end.why));
		if (end.kind === 'timed-out') return err(timedOut(minutes));
		if (end.kind === 'cancelled') return err(cancelled);
		if (left !== null && stampOf(disk, left) === before) return err(notWritten);
		const path = named ? fresh : left;
		const bytes = path === null ? ok(end.output) : bytesOf(disk, path);
		if (!bytes.ok) return bytes;
		const report = readReport(bytes.value, evidence?.report?.format);
		if (!report.ok) return err(withStatus(report.error, end.status));
		const failed = report.value.tests.some(({ result }) => result === 'failed');
		return end.status !== 0 && !failed ? err(endedBadly(end.status)) : report;
	} finally {
		disk.rmSync(scratch, { recursive: true, force: true });
	}
}

function bytesOf(disk: Disk, path: string): Result<Uint8Array, Refusal> {
	try {
		const read = readRegular(disk, path, MOST_REPORT_BYTES);
		if (read.kind === 'bytes') return ok(read.bytes);
		return err(unreadable(read.kind === 'too-large' ? 'it has more than 64 MiB' : 'it is no file'));
	} catch {
		return err(notWritten);
	}
}

function stampOf(disk: Disk, path: string): string {
	const stat = disk.statSync(path, { throwIfNoEntry: false });
	return stat ? `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}` : 'absent';
}

function withStatus({ guard, reason, fix }: Refusal, status: number): Refusal {
	return refusal(guard, status === 0 ? reason : `${reason} The command ended with ${status}.`, fix);
}

function notStarted(program: string, why: string): Refusal {
	return refusal(
		'test-command',
		`The test command could not be started: ${program} (${why}).`,
		'Check that the program is installed where Lintel runs; no shell looks for it.',
	);
}

function timedOut(minutes: number): Refusal {
	return refusal(
		'timed-out',
		`The tests took longer than ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, and were stopped.`,
		'Run fewer at once by naming paths, or ask an owner to allow more time.',
	);
}

export const cancelled = refusal(
	'cancelled',
	'The run was cancelled; nothing was attested.',
	'Run lintel verify again when it suits.',
);

const notWritten = refusal(
	'report-missing',
	'The test command wrote no report where the policy says that it is.',
	'Check the path in Settings, under Test report, and how the runner is told to write it.',
);

function endedBadly(status: number): Refusal {
	return refusal(
		'test-command',
		`The test command ended with ${status}, and its report names no test that failed.`,
		'Look at what it printed: something beside the tests went wrong.',
	);
}
