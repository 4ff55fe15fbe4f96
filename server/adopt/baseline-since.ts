/** Whether the baseline holds more than at a git ref: what a branch brought may not call itself old. */
import { BASELINE_FILE, Baseline, type Entry } from '#server/adopt/baseline.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { movedSince } from '#server/trace/moves.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { Finding } from '#shared/trace/finding.ts';

export function baselineSince(
	{ git, run }: { readonly git: string; readonly run: Run },
	{ ref, commit }: { readonly ref: string; readonly commit: string },
	baseline: Baseline | null,
): readonly Finding[] {
	if (baseline === null) return [];
	const shown = run('git', ['--no-optional-locks', 'show', `${commit}:./${BASELINE_FILE}`], git);
	const before = shown?.status === 0 ? entriesIn(shown.output) : [];
	const grown = beyond(baseline.findings, before);
	const lost = grown.length === 0 ? [] : beyond(before, baseline.findings);
	const came = lost.length === 0 ? new Map<string, string>() : movedSince(run, git, commit);
	const more = countIn(grown) - followed(grown, lost, came);
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
function entriesIn(text: string): readonly Entry[] {
	return Baseline.safeParse(jsonIn(text)).data?.findings ?? [];
}

/** What the first hold more than the second. */
function beyond(entries: readonly Entry[], others: readonly Entry[]): readonly Entry[] {
	const counts = new Map(others.map(({ fingerprint, count }) => [fingerprint, count]));
	return entries.flatMap((entry) => {
		const count = entry.count - (counts.get(entry.fingerprint) ?? 0);
		return count > 0 ? [{ ...entry, count }] : [];
	});
}

function countIn(entries: readonly Entry[]): number {
	return entries.reduce((sum, { count }) => sum + count, 0);
}

/** How many are only where their file went: of a rule no more than were known of it there. */
function followed(
	grown: readonly Entry[],
	lost: readonly Entry[],
	came: ReadonlyMap<string, string>,
): number {
	const left = new Map<string, number>();
	const nameOf = (rule: string, file: string) => `${rule}\0${file}`;
	for (const { rule, file, count } of lost)
		left.set(nameOf(rule, file), (left.get(nameOf(rule, file)) ?? 0) + count);
	return grown.reduce((sum, { rule, file, count }) => {
		const old = nameOf(rule, came.get(file) ?? '');
		const here = Math.min(count, left.get(old) ?? 0);
		left.set(old, (left.get(old) ?? 0) - here);
		return sum + here;
	}, 0);
}
