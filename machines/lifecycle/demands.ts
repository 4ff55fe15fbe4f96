import { type ArtefactId, type ContextId, kindOf, type MemberId } from '#shared/id.ts';
import type { Policy, ReviewerRule } from '#shared/lifecycle/policy.ts';

/** People of whom one has to be among those who approve. */
export type Demand = readonly MemberId[];

/**
 * Whose approval a policy asks for: of each list the last rule that is about the artefact. A Design
 * belongs to the Context that its submission names.
 */
export function demandsOn(
	policy: Policy,
	artefact: ArtefactId,
	context: ContextId | null,
): readonly Demand[] {
	return (policy.reviewers ?? []).flatMap((rules) => {
		const last = rules.findLast((rule) => isAbout(rule, artefact, context));
		return last === undefined || last.members.length === 0 ? [] : [last.members];
	});
}

export function isMet(demand: Demand, people: ReadonlySet<string>): boolean {
	return demand.some((member) => people.has(member));
}

function isAbout(rule: ReviewerRule, artefact: ArtefactId, context: ContextId | null): boolean {
	if (rule.kinds !== undefined && !rule.kinds.includes(kindOf(artefact))) return false;
	if (rule.artefacts === 'all') return true;
	return rule.artefacts.some((one) => one === artefact || one === context);
}
