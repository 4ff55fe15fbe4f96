import { isArtefactEvent } from '#machines/lifecycle/fact.ts';
import { SAYS } from '#machines/lifecycle/refusals.ts';
import type { Author } from '#machines/lifecycle/state.ts';
import type { Actor, Authority } from '#machines/membership/authority.ts';
import type { PolicyBook } from '#machines/membership/policy-in-force.ts';
import { NO } from '#machines/membership/refusals.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { RelayId } from '#shared/id.ts';
import type { PlacedEvent } from '#shared/lifecycle/order.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Refusal } from '#shared/refusal.ts';

/** What membership and policy say of an event: who speaks, in which role, under which policy. */
export type Judgement = Standing | Refusal;

export interface Standing {
	readonly by: Author | null;
	/** The relay that spoke for itself. */
	readonly relay: Attester | null;
	readonly role: Role | null;
	readonly policy: Policy;
}

/** Whose run it was: a relay of the team's, or a build machine. */
export interface Attester {
	readonly relay: RelayId;
	readonly ci: boolean;
}

export function judgeEvent(
	authority: Authority,
	policies: PolicyBook,
	placed: PlacedEvent,
): Judgement {
	const { event } = placed;
	if (event.workspace !== authority.root) return NO.otherWorkspace;
	const actor = authority.identify(placed);
	if (!actor.ok) return actor.error;
	const policy = policies.at(placed);
	if (actor.value.kind === 'relay') {
		const { relay, ci } = actor.value;
		if (ci && event.type !== 'attested') return NO.ciAttestsOnly;
		const attester = { relay, ci };
		return isArtefactEvent(event)
			? SAYS.relayAlone
			: { by: null, relay: attester, role: null, policy };
	}
	if (event.type === 'attested') return SAYS.relaysAttest;
	const role = actor.value.kind === 'member' ? actor.value.role : null;
	return { by: authorOf(actor.value), relay: null, role, policy };
}

export function sameJudgement(a: Judgement, b: Judgement): boolean {
	if ('guard' in a || 'guard' in b) return a === b;
	const sameRelay = a.relay?.relay === b.relay?.relay && a.relay?.ci === b.relay?.ci;
	return sameRelay && a.role === b.role && a.policy === b.policy && sameAuthor(a.by, b.by);
}

function authorOf(actor: Exclude<Actor, { kind: 'relay' }>): Author {
	return actor.kind === 'member'
		? { kind: 'member', member: actor.member }
		: { kind: 'agent', agent: actor.agent, responsible: actor.responsible };
}

function sameAuthor(a: Author | null, b: Author | null): boolean {
	if (a === null || b === null) return a === b;
	if (a.kind === 'member') return b.kind === 'member' && a.member === b.member;
	return b.kind === 'agent' && a.agent === b.agent && a.responsible === b.responsible;
}
