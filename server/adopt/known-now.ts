/** How many of a workspace's Findings a team knows from before: those fail no check. */
import { readBaseline } from '#server/adopt/baseline.ts';
import { knownIn } from '#server/adopt/known.ts';
import type { Disk } from '#server/files/disk.ts';
import { readRegularText } from '#server/files/read-regular.ts';
import type { View } from '#server/view.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Status } from '#shared/trace/status.ts';

const MOST_BYTES = 10 * 1024 * 1024;

/** The status as it is where there is no baseline, or one that a check refuses. */
export function withKnown(
	deps: {
		readonly disk: Disk;
		readonly folder: string;
		/** Fills in the file and line of what a Finding is about. */
		readonly located: (finding: Finding) => Finding;
	},
	view: Pick<View, 'status' | 'findings'>,
	/** The rules that the signed policy fails a check for. */
	failing: readonly string[],
): Status {
	const { disk, folder, located } = deps;
	const status = view.status();
	const baseline = readBaseline(disk, folder);
	if (!baseline.ok || baseline.value === null) return status;
	const textOf = (path: string) => readRegularText(disk, `${folder}/${path}`, MOST_BYTES);
	const isKnown = knownIn(baseline.value, failing, textOf);
	// A baseline holds no notes.
	const held = view.findings().filter(({ severity }) => severity !== 'info');
	const known = held.filter((finding) => isKnown(located(finding))).length;
	return { ...status, findings: { ...status.findings, known } };
}
