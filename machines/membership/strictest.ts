import { canonicalJson } from '#shared/canonical-json.ts';
import type { ArtefactKind } from '#shared/id.ts';
import { stricterEvidence } from '#shared/lifecycle/evidence-rules.ts';
import {
	type Assurance,
	DEFAULT_POLICY,
	type GateMode,
	type Policy,
} from '#shared/lifecycle/policy.ts';

/**
 * The strictest of some policies, point by point. Lists join: what fails in one fails, what is
 * ignored is ignored by all, and every list of reviewers has to be satisfied. Test commands that
 * differ leave none.
 */
export function strictestOf(policies: readonly Policy[]): Policy {
	const [first, ...rest] = policies;
	if (first === undefined) return DEFAULT_POLICY;
	return rest.reduce(stricter, first);
}

function stricter(a: Policy, b: Policy): Policy {
	return {
		gates: perKind((kind) => stricterGate(a.gates[kind], b.gates[kind])),
		quorum: perKind((kind) => Math.max(a.quorum[kind], b.quorum[kind])),
		fourEyes: a.fourEyes || b.fourEyes,
		assurance: perKind((kind) => strongerAssurance(a.assurance[kind], b.assurance[kind])),
		...joinReviewers(a.reviewers ?? [], b.reviewers ?? []),
		failing: [...new Set([...a.failing, ...b.failing])].sort(),
		ignore: a.ignore.filter((glob) => b.ignore.includes(glob)).sort(),
		test: a.test.join('\0') === b.test.join('\0') ? a.test : [],
		...stricterEvidence(a.evidence, b.evidence),
		...(a.notifyContent && b.notifyContent ? { notifyContent: true } : {}),
	};
}

function perKind<T>(of: (kind: ArtefactKind) => T): Record<ArtefactKind, T> {
	return { story: of('story'), context: of('context'), design: of('design') };
}

function stricterGate(a: GateMode, b: GateMode): GateMode {
	if (a === 'required' || b === 'required') return 'required';
	return a === 'advisory' || b === 'advisory' ? 'advisory' : 'off';
}

function strongerAssurance(a: Assurance, b: Assurance): Assurance {
	return a === 'presence' || b === 'presence' ? 'presence' : 'device';
}

type Reviewers = NonNullable<Policy['reviewers']>;

/** Each list once, in an order that is the same whichever policy comes first. */
function joinReviewers(a: Reviewers, b: Reviewers): Pick<Policy, 'reviewers'> {
	const lists = new Map([...a, ...b].map((rules) => [canonicalJson(rules), rules]));
	if (lists.size === 0) return {};
	return {
		reviewers: [...lists]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([, rules]) => rules),
	};
}
