/**
 * What lintel.config.json says about policy. It informs and proposes: what is in force is signed, and
 * a difference between the two is a Finding until an owner takes one side over to the other.
 */
import * as z from 'zod/mini';
import type { ArtefactKind } from '#shared/id.ts';
import {
	EvidenceRulesFile,
	evidenceWith,
	evidenceWords,
} from '#shared/lifecycle/evidence-rules.ts';
import { Assurance, GateMode, type Policy } from '#shared/lifecycle/policy.ts';

const perKind = <T extends z.ZodMiniType>(schema: T) =>
	z.optional(
		z.object({
			story: z.optional(schema),
			context: z.optional(schema),
			design: z.optional(schema),
		}),
	);

/** A policy as a file proposes it: only what it names. Reviewers are people, and only signed. */
export const PolicyFile = z.object({
	gates: perKind(GateMode),
	quorum: perKind(z.int().check(z.minimum(1), z.maximum(20))),
	fourEyes: z.optional(z.boolean()),
	assurance: perKind(Assurance),
	failing: z.optional(z.array(z.string())),
	ignore: z.optional(z.array(z.string())),
	test: z.optional(z.array(z.string())),
	evidence: z.optional(EvidenceRulesFile),
	notifyContent: z.optional(z.boolean()),
});
export type PolicyFile = z.infer<typeof PolicyFile>;

/** One value that a file and the signed policy, or two policies, do not share. */
export interface PolicyDifference {
	/** `gates.story`, `fourEyes`, `test` … */
	readonly field: string;
	readonly from: string;
	readonly to: string;
}

const KINDS = ['story', 'context', 'design'] as const satisfies readonly ArtefactKind[];

/** What would change if the file were signed, field by field; what it leaves out differs in nothing. */
export function policyDifferences(signed: Policy, file: PolicyFile): readonly PolicyDifference[] {
	return policyChanges(signed, policyWith(signed, file));
}

/** Where two policies differ, field by field; who has to review what is not among them. */
export function policyChanges(before: Policy, next: Policy): readonly PolicyDifference[] {
	const [from, to] = [wordsByField(before), wordsByField(next)];
	return Object.keys(to).flatMap((field) => {
		const [was = '', is = ''] = [from[field], to[field]];
		return was === is ? [] : [{ field, from: was, to: is }];
	});
}

/** The signed policy with what the file names in place of its own. */
export function policyWith(signed: Policy, file: PolicyFile): Policy {
	const { notifyContent: _was, evidence: _rules, ...kept } = signed;
	// Absent and false are the same to everyone; only one of them is ever signed.
	const names = file.notifyContent ?? signed.notifyContent ?? false;
	return {
		...kept,
		gates: perKindOf((kind) => file.gates?.[kind] ?? signed.gates[kind]),
		quorum: perKindOf((kind) => file.quorum?.[kind] ?? signed.quorum[kind]),
		fourEyes: file.fourEyes ?? signed.fourEyes,
		assurance: perKindOf((kind) => file.assurance?.[kind] ?? signed.assurance[kind]),
		failing: file.failing ?? signed.failing,
		ignore: file.ignore ?? signed.ignore,
		test: file.test ?? signed.test,
		...evidenceWith(signed.evidence, file.evidence),
		...(names ? { notifyContent: true } : {}),
	};
}

/** What the file would say to agree with what is signed. */
export function policyFileOf(policy: Policy): PolicyFile {
	const { gates, quorum, fourEyes, assurance, failing, ignore, test } = policy;
	const { evidence, notifyContent } = policy;
	const rest = {
		...(evidence === undefined ? {} : { evidence }),
		...(notifyContent === true ? { notifyContent } : {}),
	};
	return { gates, quorum, fourEyes, assurance, failing, ignore, test, ...rest };
}

function wordsByField(policy: Policy): Readonly<Record<string, string>> {
	const { gates, quorum, assurance } = policy;
	return {
		...Object.fromEntries(KINDS.map((kind) => [`gates.${kind}`, gates[kind]])),
		...Object.fromEntries(KINDS.map((kind) => [`quorum.${kind}`, String(quorum[kind])])),
		fourEyes: policy.fourEyes ? 'on' : 'off',
		...Object.fromEntries(KINDS.map((kind) => [`assurance.${kind}`, assurance[kind]])),
		failing: listWords([...policy.failing].sort()),
		ignore: listWords([...policy.ignore].sort()),
		test: policy.test.length === 0 ? 'none' : JSON.stringify(policy.test),
		...evidenceWords(policy.evidence),
		notifyContent: policy.notifyContent === true ? 'on' : 'off',
	};
}

function listWords(list: readonly string[]): string {
	return list.length === 0 ? 'none' : list.join(', ');
}

function perKindOf<T>(of: (kind: ArtefactKind) => T): Record<ArtefactKind, T> {
	return { story: of('story'), context: of('context'), design: of('design') };
}
