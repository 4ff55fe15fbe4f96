import type { Finding } from '#shared/trace/finding.ts';

/** Rules that judge what code does: the words of the Context that owns it may be right all the same. */
export const IN_CODE: ReadonlySet<string> = new Set(['import-not-allowed']);

/** Whether it keeps the artefact that it names from being submitted. */
export function keepsFromReview({ severity, rule }: Pick<Finding, 'severity' | 'rule'>): boolean {
	return severity === 'error' && !IN_CODE.has(rule);
}
