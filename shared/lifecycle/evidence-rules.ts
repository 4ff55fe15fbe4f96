/**
 * The part of the policy that is about evidence: whether tests are run at all, whose runs count, and
 * where their report is. Off unless an owner turned it on.
 */
import * as z from 'zod/mini';
import { canonicalJson } from '#shared/canonical-json.ts';
import { type Hash, hashOf } from '#shared/hash.ts';

/** From least to most: `reports` takes one that somebody handed in, `runs` only what Lintel ran, `ci` only CI's. */
export const Acceptance = z.enum(['reports', 'runs', 'ci']);
export type Acceptance = z.infer<typeof Acceptance>;

export const ReportFormat = z.enum(['junit', 'vitest', 'tap', 'go', 'cucumber']);
export type ReportFormat = z.infer<typeof ReportFormat>;

/** Where a test command leaves its report, from the repository's root. */
export const ReportRule = z.object({
	path: z.string().check(z.minLength(1), z.maxLength(400)),
	/** Recognised by its content where absent. */
	format: z.optional(ReportFormat),
});
export type ReportRule = z.infer<typeof ReportRule>;

export const EvidenceRules = z.object({
	/** Whether the test command is run, and whether what came of it counts. */
	on: z.boolean(),
	/** `runs` where absent. */
	accept: z.optional(Acceptance),
	/** Whether a Design's tests have to fail before there is any code. */
	testsFirst: z.optional(z.boolean()),
	/** After so many a run is stopped; ten where absent. */
	minutes: z.optional(z.int().check(z.minimum(1), z.maximum(240))),
	/** Read from what the command prints where absent. */
	report: z.optional(ReportRule),
});
export type EvidenceRules = z.infer<typeof EvidenceRules>;

/** As a file proposes them: only what it names. */
export const EvidenceRulesFile = z.partial(EvidenceRules);
export type EvidenceRulesFile = z.infer<typeof EvidenceRulesFile>;

export const RUN_MINUTES = 10;

interface WithTests {
	readonly test: readonly string[];
	readonly evidence?: EvidenceRules | undefined;
}

const known = new WeakMap<WithTests, Hash>();

/** Names the test command and where its report is: an attestation is worth nothing for another. */
export function policyTestOf(policy: WithTests): Hash {
	const before = known.get(policy);
	if (before !== undefined) return before;
	const { test, evidence } = policy;
	const hash = hashOf(canonicalJson({ test, report: evidence?.report ?? null }));
	known.set(policy, hash);
	return hash;
}

/** The signed rules with what a file names in place of theirs; absent where that is what holds anyway. */
export function evidenceWith(
	signed: EvidenceRules | undefined,
	file: EvidenceRulesFile | undefined,
): { evidence?: EvidenceRules } {
	const { accept, testsFirst, minutes, report } = { ...signed, ...told(file) };
	const on = file?.on ?? signed?.on ?? false;
	const rest: EvidenceRules = {
		on,
		...(accept === undefined || accept === 'runs' ? {} : { accept }),
		...(testsFirst === true ? { testsFirst } : {}),
		...(minutes === undefined || minutes === RUN_MINUTES ? {} : { minutes }),
		...(report === undefined ? {} : { report }),
	};
	return !on && Object.keys(rest).length === 1 ? {} : { evidence: rest };
}

/** Each rule in words, to compare: `on`, `runs`, `off`, `10`, `none`. */
export function evidenceWords(rules: EvidenceRules | undefined): Readonly<Record<string, string>> {
	const { report } = rules ?? {};
	return {
		'evidence.on': rules?.on === true ? 'on' : 'off',
		'evidence.accept': rules?.accept ?? 'runs',
		'evidence.testsFirst': rules?.testsFirst === true ? 'on' : 'off',
		'evidence.minutes': String(rules?.minutes ?? RUN_MINUTES),
		'evidence.report': report ? [report.path, report.format].filter(Boolean).join(', ') : 'none',
	};
}

/** What holds where two sets of rules were signed beside each other. */
export function stricterEvidence(
	a: EvidenceRules | undefined,
	b: EvidenceRules | undefined,
): { evidence?: EvidenceRules } {
	const sameReport = canonicalJson(a?.report ?? null) === canonicalJson(b?.report ?? null);
	const ranks = Acceptance.options;
	const rank = Math.max(ranks.indexOf(a?.accept ?? 'runs'), ranks.indexOf(b?.accept ?? 'runs'));
	return evidenceWith(undefined, {
		on: a?.on === true && b?.on === true,
		accept: ranks[rank] ?? 'ci',
		testsFirst: a?.testsFirst === true || b?.testsFirst === true,
		minutes: Math.min(a?.minutes ?? RUN_MINUTES, b?.minutes ?? RUN_MINUTES),
		...(sameReport && a?.report !== undefined ? { report: a.report } : {}),
	});
}

function told(file: EvidenceRulesFile = {}): EvidenceRulesFile {
	return Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined));
}
