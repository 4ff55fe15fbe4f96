/**
 * The guards of a Session's machine. Each answers with a refusal that says what to do, or null. They
 * look at the event with its past and at what the machine remembers; never at a clock or an artefact.
 */
import { isAtLeast } from '#machines/membership/records.ts';
import { SAYS } from '#machines/session/refusals.ts';
import { recordOf, type SessionContext, unjudged } from '#machines/session/session-context.ts';
import type { SessionFact } from '#machines/session/session-fact.ts';
import type { Lease } from '#machines/session/session-state.ts';
import type { Refusal } from '#shared/refusal.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';

type Guard = (context: SessionContext, fact: SessionFact) => Refusal | null;

export const guards = {
	mayLease(context, fact) {
		if (fact.by === null) return SAYS.relayHoldsNothing;
		if (isViewer(fact)) return SAYS.viewersRead;
		return context.lease === null ? null : SAYS.held;
	},

	mayHandIn(context, fact) {
		return holds(context.lease, fact) ? null : SAYS.notHolder;
	},

	mayLetLapse(context, fact) {
		if (fact.type !== 'leaseLapsed') return SAYS.nobodyHolds;
		if (context.lease === null || !fact.sees(context.lease.event)) return SAYS.nobodyHolds;
		switch (fact.event.why) {
			case 'released':
				if (!holds(context.lease, fact)) return SAYS.notHolder;
				return unjudged(context) === null ? null : SAYS.beingJudged;
			case 'taken':
				return isPerson(fact) ? null : SAYS.peopleTake;
			default:
				return fact.by === null ? null : SAYS.relayKeepsTime;
		}
	},

	/** A work step's verdict: about what is handed in, by the relay that leased it to an Agent. */
	mayJudge(context, fact) {
		if (fact.by !== null) return SAYS.relayJudges;
		const attempt = unjudged(context);
		if (attempt === null || !('content' in fact.event)) return SAYS.lateVerdict;
		const same = attempt.content === fact.event.content && fact.sees(attempt.submitted);
		if (!same) return SAYS.lateVerdict;
		const { lease } = context;
		const foreign = lease?.by.kind === 'agent' && lease.key !== fact.event.by.key;
		return foreign ? SAYS.othersLease : null;
	},

	/** A gate's verdict, and that all children are done: what the relay sees, of what led there. */
	maySee({ since }, fact) {
		if (fact.by !== null) return SAYS.relayJudges;
		return since === null || fact.sees(since) ? null : SAYS.lateVerdict;
	},

	mayAnswer(context, fact) {
		if (!isPerson(fact) || fact.type !== 'stepAnswered') return SAYS.peopleAnswer;
		const open = recordOf(context, fact.event.step).questions.at(-1);
		const meant = open?.answer === null && open.asked === fact.event.asked;
		return meant && fact.sees(open.asked) ? null : SAYS.peopleAnswer;
	},

	mayReopen(_context, fact) {
		return isPerson(fact) ? null : SAYS.peopleReopen;
	},

	mayStartChild(context, fact) {
		if (fact.by !== null) return SAYS.relayStartsChildren;
		const spec = context.at === null ? null : stepOf(context.kind, context.at);
		if (fact.type !== 'childStarted' || spec?.kind !== 'children') return SAYS.notAChild;
		const { kind, artefact, session } = fact.event;
		if (!spec.sessions.some((one) => one === kind)) return SAYS.notAChild;
		const { round } = recordOf(context, spec.name);
		const there = context.children.some(
			(child) =>
				child.session === session ||
				(child.kind === kind && child.artefact === artefact && child.round === round),
		);
		return there ? SAYS.childStarted : null;
	},

	mayCancel(context, fact) {
		if (!isEnd(fact, 'cancelled')) return SAYS.stepsLeft;
		// A relay takes children along when people cancel their parent.
		return isPerson(fact) || (fact.by === null && context.isChild) ? null : SAYS.peopleCancel;
	},

	mayFail(_context, fact) {
		if (!isEnd(fact, 'failed')) return SAYS.stepsLeft;
		return fact.by === null ? null : SAYS.relayJudges;
	},

	mayFinish(context, fact) {
		if (!isEnd(fact, 'done') || context.at !== null) return SAYS.stepsLeft;
		return fact.by === null ? null : SAYS.relayJudges;
	},
} as const satisfies Record<string, Guard>;

/** Whether the fact speaks of the step that the Session is at. */
export function isAt(context: SessionContext, fact: SessionFact): boolean {
	return !('step' in fact.event) || fact.event.step === context.at;
}

/** Why the guard of this event's arrow refuses it, wherever the arrow starts. */
export function refusalBy(context: SessionContext, fact: SessionFact): Refusal | null {
	if (!isAt(context, fact)) return context.at === null ? SAYS.allDone : SAYS.otherStep;
	switch (fact.type) {
		case 'stepLeased':
			return guards.mayLease(context, fact);
		case 'stepSubmitted':
		case 'stepAsked':
			return guards.mayHandIn(context, fact);
		case 'leaseLapsed':
			return guards.mayLetLapse(context, fact);
		case 'stepAccepted':
		case 'stepRejected':
			return isWork(context) ? guards.mayJudge(context, fact) : guards.maySee(context, fact);
		case 'acceptedApart':
			return null;
		case 'stepAnswered':
			return guards.mayAnswer(context, fact);
		case 'stepReopened':
			return guards.mayReopen(context, fact);
		case 'childStarted':
			return guards.mayStartChild(context, fact);
		case 'sessionEnded':
			return END_GUARDS[fact.event.outcome](context, fact);
	}
}

const END_GUARDS = {
	done: guards.mayFinish,
	failed: guards.mayFail,
	cancelled: guards.mayCancel,
} as const;

function isWork({ kind, at }: SessionContext): boolean {
	return SESSION_TYPES[kind].steps.some((step) => step.name === at && step.kind === 'work');
}

/**
 * A Member holds it on every device; an Agent through the relay that leased it, because two relays
 * may have leased the step to it without knowing of each other.
 */
function holds(lease: Lease | null, fact: SessionFact): boolean {
	if (lease === null || fact.by === null || !fact.sees(lease.event)) return false;
	if (fact.by.kind === 'member') {
		return lease.by.kind === 'member' && lease.by.member === fact.by.member && !isViewer(fact);
	}
	const same = lease.by.kind === 'agent' && lease.by.agent === fact.by.agent;
	return same && lease.key === fact.event.by.key;
}

function isViewer({ by, role }: SessionFact): boolean {
	return by?.kind === 'member' && (role === null || !isAtLeast(role, 'author'));
}

function isPerson(fact: SessionFact): boolean {
	return fact.by?.kind === 'member' && !isViewer(fact);
}

function isEnd(fact: SessionFact, outcome: 'done' | 'failed' | 'cancelled'): boolean {
	return fact.type === 'sessionEnded' && fact.event.outcome === outcome;
}
