import type { Severity } from '#shared/trace/finding.ts';

/** Rules of one severity, from what each says. */
export function namedRules(severity: Severity, rules: Readonly<Record<string, string>>) {
	return Object.entries(rules).map(([id, says]) => ({ id, severity, says }));
}
