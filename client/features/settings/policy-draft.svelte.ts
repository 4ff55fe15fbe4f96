import { GATES } from '#client/features/settings/gate-words.ts';
import { changeWords } from '#client/features/settings/policy-words.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { type EvidenceRulesFile, evidenceWith } from '#shared/lifecycle/evidence-rules.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import { policyChanges, policyWith } from '#shared/lifecycle/policy-file.ts';
import type { Refusal } from '#shared/refusal.ts';

const drafts = new WeakMap<Workspace, PolicyDraft>();

/** The one of this page: who looks elsewhere meanwhile finds it as they left it. */
export function policyDraftOf(workspace: Workspace): PolicyDraft {
	const draft = drafts.get(workspace) ?? new PolicyDraft(workspace);
	drafts.set(workspace, draft);
	return draft;
}

/** A policy that an owner is about to sign: what is in force, and what they changed about it. */
export class PolicyDraft {
	#workspace: Workspace;
	#chosen = $state.raw<Policy | null>(null);
	busy = $state(false);
	refused = $state.raw<Refusal | null>(null);

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}

	get inForce(): Policy {
		return this.#workspace.policy;
	}

	get policy(): Policy {
		return this.#chosen ?? this.inForce;
	}

	/** What signing would change, each in a few words. */
	get changes(): readonly string[] {
		const changed = policyChanges(this.inForce, this.policy).map(changeWords);
		const rules = [this.inForce, this.policy].map(({ reviewers = [] }) => canonicalJson(reviewers));
		return rules[0] === rules[1] ? changed : [...changed, 'who has to review what'];
	}

	/** How many people may review today: four-eyes takes two. */
	get reviewers(): number {
		const { members } = this.#workspace.team;
		return members.filter(({ role }) => role === 'owner' || role === 'reviewer').length;
	}

	/** Why it can't be signed, or null. */
	get whyNot(): string | null {
		const { gates, quorum, fourEyes } = this.policy;
		if (Object.values(gates).every((mode) => mode === 'off')) return 'Keep at least one practice.';
		if (fourEyes && this.reviewers < 2)
			return 'Four-eyes needs two people who may review, and there is only one.';
		const most = Math.max(...GATES.map(({ kind }) => (gates[kind] === 'off' ? 1 : quorum[kind])));
		if (most > this.reviewers)
			return `${most} people would have to approve, and only ${this.reviewers} may review.`;
		return null;
	}

	set(change: Partial<Policy>): void {
		this.#chosen = { ...this.policy, ...change };
		this.refused = null;
	}

	/** Whether what leaves this machine may name people and titles. */
	nameInNotices(may: boolean): void {
		this.take(policyWith(this.policy, { notifyContent: may }));
	}

	/** Some of the rules of evidence; a report without a path is none. */
	setEvidence(change: EvidenceRulesFile): void {
		const { evidence, ...rest } = this.policy;
		const { report, ...kept } = { on: false, ...evidence, ...change };
		const named = report === undefined || report.path === '' ? {} : { report };
		this.take({ ...rest, ...evidenceWith(undefined, { ...kept, ...named }) });
	}

	/** All of another one, such as the file's. */
	take(policy: Policy): void {
		this.#chosen = policy;
		this.refused = null;
	}

	drop(): void {
		this.#chosen = null;
		this.refused = null;
	}

	async sign(): Promise<void> {
		if (this.busy || this.whyNot !== null) return;
		this.busy = true;
		const result = await this.#workspace.decide.setPolicy(this.policy);
		this.busy = false;
		this.refused = result.ok ? null : result.error;
		if (result.ok) this.#chosen = null;
	}
}
