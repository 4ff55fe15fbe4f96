/** Whether the baseline holds more than at a git ref: what a branch brought may not call itself old. */
import { BASELINE_FILE, Baseline } from '#server/adopt/baseline.ts';
import { fileFinding } from '#server/files/file-finding.ts';
import type { Run } from '#server/files/git-tree.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { Finding } from '#shared/trace/finding.ts';

export function baselineSince(
	{ git, run }: { readonly git: string; readonly run: Run },
	{ ref, commit }: { readonly ref: string; readonly commit: string },
	baseline: Baseline | null,
): readonly Finding[] {
	if (baseline === null) return [];
	const shown = run('git', ['--no-optional-locks', 'show', `${commit}:./${BASELINE_FILE}`], git);
	const before = shown?.status === 0 ? countsIn(shown.output) : new Map<string, number>();
	const more = baseline.findings.reduce(
		(sum, { fingerprint, count }) => sum + Math.max(0, count - (before.get(fingerprint) ?? 0)),
		0,
	);
	if (more === 0) return [];
	const what = more === 1 ? 'one finding' : `${more} findings`;
	return [
		fileFinding(
			'baseline-grown',
			'warning',
			BASELINE_FILE,
			`The baseline holds ${what} more than that of ${ref}: they fail nothing any more.`,
			`Mend them, or look at each before this is merged: git diff ${ref} -- ${BASELINE_FILE}`,
			1,
		),
	];
}

/** A base that can't be read as a baseline held nothing. */
function countsIn(text: string): ReadonlyMap<string, number> {
	const findings = Baseline.safeParse(jsonIn(text)).data?.findings ?? [];
	return new Map(findings.map(({ fingerprint, count }) => [fingerprint, count]));
}
