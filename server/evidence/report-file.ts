import { MOST_REPORT_BYTES, readReport } from '#server/evidence/read-report.ts';
import { unreadable } from '#server/evidence/readers/unreadable.ts';
import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { readRegular } from '#server/files/disk/read-regular.ts';
import type { TestReport } from '#shared/evidence/report.ts';
import type { ReportFormat } from '#shared/lifecycle/evidence-rules.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, type Result } from '#shared/result.ts';

/** A report that is there already, by its absolute path. */
export function readReportFile(
	disk: Disk,
	path: string,
	format: ReportFormat | null,
): Result<TestReport, Refusal> {
	const again = 'Give --report the file that the test runner wrote.';
	try {
		const read = readRegular(disk, path, MOST_REPORT_BYTES);
		if (read.kind === 'bytes') return readReport(read.bytes, format ?? undefined);
		const what = read.kind === 'too-large' ? 'it has more than 64 MiB' : `${path} is no file`;
		return err(unreadable(what, again));
	} catch (error) {
		return err(unreadable(`${path} could not be opened (${codeOf(error)})`, again));
	}
}

/**
 * Whether one of these files was written after the report, or put where it is: one that was moved
 * away meanwhile has the time that it had. Then it can't be what was tested.
 */
export function isOlderThan(disk: Disk, report: string, files: readonly string[]): boolean {
	const stat = (path: string) => disk.statSync(path, { throwIfNoEntry: false });
	const writtenAt = stat(report)?.mtimeMs ?? Number.NEGATIVE_INFINITY;
	return files.some((path) => {
		const file = stat(path);
		return file !== undefined && Math.max(file.mtimeMs, file.ctimeMs) > writtenAt;
	});
}
