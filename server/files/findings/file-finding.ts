import type { Finding, Severity } from '#shared/trace/finding.ts';

/** A Finding about a whole file, or one line of it. */
export function fileFinding(
	rule: string,
	severity: Severity,
	file: string | null,
	message: string,
	fix: string,
	line: number | null = null,
): Finding {
	return { rule, severity, message, fix, artefact: null, field: null, place: null, file, line };
}
