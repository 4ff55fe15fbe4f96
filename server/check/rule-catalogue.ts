/** Every rule that a check may name, with what it is there to find: for SARIF, and for `--rule`. */
import { FILE_RULES } from '#server/check/rules/file-rules.ts';
import { LOG_RULES } from '#server/check/rules/log-rules.ts';
import { STATE_RULES } from '#server/check/rules/state-rules.ts';
import { EVIDENCE_RULES } from '#shared/evidence/evidence-rule-names.ts';
import { DRIFT_RULES } from '#shared/imports/rules/drift-rules.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Severity } from '#shared/trace/finding.ts';
import { DESIGN_MISPLACED } from '#shared/trace/misplaced-designs.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';
import { RULES } from '#shared/trace/rules/rules.ts';
import { TRACE_RULE_NAMES } from '#shared/trace/tracing/rules/rules.ts';

export interface KnownRule {
	/** A lasting kebab-case name. */
	readonly id: string;
	/** How bad it is by itself. */
	readonly severity: Severity;
	/** One sentence: what has to be so. */
	readonly says: string;
	readonly about: 'words' | 'files' | 'log' | 'states';
}

/** Some rules look at stories, contexts and designs under one name: the first says it for all. */
export const RULE_CATALOGUE: ReadonlyMap<string, KnownRule> = new Map(
	[
		...STATE_RULES.map((rule) => ({ ...rule, about: 'states' as const })),
		...LOG_RULES.map((rule) => ({ ...rule, about: 'log' as const })),
		...[...FILE_RULES, ...TRACE_RULE_NAMES, ...EVIDENCE_RULES].map((rule) => ({
			...rule,
			about: 'files' as const,
		})),
		...[...RULES, DESIGN_MISPLACED, ...DRIFT_RULES].map(({ id, severity, says }) => ({
			...{ id, severity, says },
			about: 'words' as const,
		})),
	]
		.toReversed()
		.map((rule) => [rule.id, rule]),
);

/** Refuses what is no rule, with the one that was probably meant. */
export function knownRules(ids: readonly string[]): Result<ReadonlySet<string>, Refusal> {
	const stranger = ids.find((id) => !RULE_CATALOGUE.has(id));
	if (stranger === undefined) return ok(new Set(ids));
	const near = nearestWord(stranger, [...RULE_CATALOGUE.keys()]);
	return err(
		refusal(
			'rule-unknown',
			`There is no rule “${stranger}”.`,
			near === null
				? 'Each finding names its rule: leave --rule out to see them.'
				: `Did you mean --rule ${near}?`,
		),
	);
}
