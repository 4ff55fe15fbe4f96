import { type Baseline, createKnown, fingerprintOf, isKnowable } from '#server/adopt/baseline.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** Which Findings a team knows from before. Asked for each once, in their order. */
export function knownIn(
	baseline: Baseline | null,
	failing: readonly string[],
	sourceAt: (path: string) => string | null,
): (finding: Finding) => boolean {
	const lineAt = linesOf(sourceAt);
	return knownBy(baseline, failing, (finding) => fingerprintOf(finding, lineAt));
}

/** The same where somebody keeps what Findings are known by. */
export function knownBy(
	baseline: Baseline | null,
	failing: readonly string[],
	fingerprint: (finding: Finding) => string,
): (finding: Finding) => boolean {
	const isKnown = createKnown(baseline, fingerprint);
	return (finding) => isKnowable(finding, failing) && isKnown(finding);
}

/** The lines of files, each split once. */
export function linesOf(
	sourceAt: (path: string) => string | null,
): (file: string, line: number) => string | null {
	const files = new Map<string, readonly string[]>();

	return (file, line) => {
		const lines = files.get(file) ?? sourceAt(file)?.split('\n') ?? [];
		files.set(file, lines);
		return lines[line - 1] ?? null;
	};
}
