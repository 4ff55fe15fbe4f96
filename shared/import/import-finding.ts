import type { Finding, Severity } from '#shared/trace/finding.ts';

/** What reading a foreign file has to say; `row` counts from 0. */
export function importFinding(
	rule: string,
	severity: Severity,
	row: number,
	said: { readonly message: string; readonly fix: string },
): Finding {
	return {
		rule,
		severity,
		...said,
		artefact: null,
		field: null,
		place: null,
		file: null,
		line: row + 1,
	};
}
