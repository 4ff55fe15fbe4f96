import type { Finding } from '#shared/trace/finding.ts';

/** Findings as an Agent needs them, about an artefact that is named already. */
export function shortFindings(findings: readonly Finding[]) {
	return findings.map(({ rule, severity, message, fix, field }) => ({
		rule,
		severity,
		message,
		fix,
		...(field === null ? {} : { field }),
	}));
}
