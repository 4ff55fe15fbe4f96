import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import { OFFERS } from '#machines/lifecycle/offers.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { isAtLeast } from '#machines/membership/records.ts';
import { NO } from '#machines/membership/refusals.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { AgentId, ArtefactId, MemberId } from '#shared/id.ts';
import type { Phase } from '#shared/lifecycle/phase.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Refusal } from '#shared/refusal.ts';

export type Action =
	| 'submit'
	| 'approve'
	| 'requestChanges'
	| 'withdraw'
	| 'reaffirm'
	| 'archive'
	| 'restore'
	| 'bypass';

export type ActionOffer =
	| { readonly action: Action; readonly allowed: true }
	| { readonly action: Action; readonly allowed: false; readonly refusal: Refusal };

export type Asker = { readonly member: MemberId } | { readonly agent: AgentId };

/** What the state alone cannot know: the text, the error Findings on it, the upstream artefacts. */
export interface ActionHand {
	/** Whether there is any text to decide on: a Design may not be written yet. */
	readonly written: boolean;
	readonly errorFindings: number;
	readonly upstream: readonly { readonly id: ArtefactId; readonly approved: boolean }[];
}

/**
 * Every action that makes sense in this phase, with the reason where this actor may not take it.
 * An Agent is offered what it may take, and approval not at all. Where the gate is off, only
 * archiving is left.
 */
export function actionsFor(
	state: WorkspaceState,
	view: ArtefactView,
	actor: Asker,
	hand: ActionHand,
): readonly ActionOffer[] {
	const question = { view, hand, policy: state.policy, asker: identify(state, actor) };
	return actionsIn(question).map((action) => {
		const refusal = OFFERS[action](question);
		return refusal === null ? { action, allowed: true } : { action, allowed: false, refusal };
	});
}

/** Who asks, as far as the offers care. `role` is null for an Agent; `refusal` for a stranger. */
export interface KnownAsker {
	readonly id: MemberId | AgentId;
	readonly role: Role | null;
	readonly refusal: Refusal | null;
	has(role: Role): boolean;
}

export interface Question {
	readonly view: ArtefactView;
	readonly hand: ActionHand;
	readonly policy: Policy;
	readonly asker: KnownAsker;
}

function identify(state: WorkspaceState, actor: Asker): KnownAsker {
	if ('agent' in actor) {
		const admitted = state.membership.agents.has(actor.agent);
		const refusal = admitted ? null : NO.agentNotAdmitted;
		return { id: actor.agent, role: null, refusal, has: () => false };
	}
	const role = state.membership.roleOf(actor.member);
	const has = (least: Role) => role !== null && isAtLeast(role, least);
	return { id: actor.member, role, refusal: role === null ? NO.unknownSigner : null, has };
}

const BY_PHASE: Readonly<Record<Phase, readonly Action[]>> = {
	draft: ['submit', 'archive', 'bypass'],
	review: ['approve', 'requestChanges', 'withdraw', 'submit', 'archive', 'bypass'],
	contested: ['approve', 'requestChanges', 'withdraw', 'submit', 'archive', 'bypass'],
	approved: ['requestChanges', 'archive'],
	implemented: ['requestChanges', 'archive'],
	verified: ['requestChanges', 'archive'],
	archived: ['restore'],
};

function actionsIn({ view, policy, asker }: Question): readonly Action[] {
	const actions = [...BY_PHASE[view.phase]];
	// Whoever sent it back may still change their mind, as long as the text stands as it was.
	const own = view.phase === 'draft' && view.lastReason?.by === asker.id;
	if (own && view.returned?.textMatches === true) actions.push('approve');
	if (view.standing === 'suspect' && view.submission?.status === 'approved') {
		actions.unshift('reaffirm', 'submit');
	}
	const open = policy.gates[view.kind] !== 'off';
	const offered = open ? actions : actions.filter((one) => one === 'archive' || one === 'restore');
	if (asker.role !== null || asker.refusal === NO.unknownSigner) return offered;
	return offered.filter((one) => one === 'submit' || one === 'withdraw');
}
