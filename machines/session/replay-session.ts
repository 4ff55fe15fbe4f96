import { getInitialSnapshot, transition } from 'xstate';
import { refusalBy } from '#machines/session/guards.ts';
import { SAYS } from '#machines/session/refusals.ts';
import type { SessionFact } from '#machines/session/session-fact.ts';
import { type SessionSnapshot, sessionMachine } from '#machines/session/session-machine.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';

/** Where a state of a step's own is named, among all kinds of steps. */
export type Place =
	| 'ready'
	| 'leased'
	| 'submitted'
	| 'asking'
	| 'usedUp'
	| 'waiting'
	| 'running'
	| 'finished';

export function begin(kind: SessionKind, isChild: boolean): SessionSnapshot {
	return getInitialSnapshot(sessionMachine(kind), { isChild });
}

/** Why the machine would take no notice of this fact, or null. */
export function judgeSessionFact(snapshot: SessionSnapshot, fact: SessionFact): Refusal | null {
	if (snapshot.context.ended !== null) return SAYS.ended;
	if (snapshot.can(fact)) return null;
	return refusalBy(snapshot.context, fact) ?? notNow(snapshot, fact);
}

/** Where the machine stands after a fact that its guard lets pass. */
export function proceed(snapshot: SessionSnapshot, fact: SessionFact): SessionSnapshot {
	return transition(sessionMachine(snapshot.context.kind), snapshot, fact)[0];
}

export function placeOf(snapshot: SessionSnapshot): Place {
	const { value } = snapshot;
	const place = typeof value === 'string' ? value : Object.values(value)[0];
	return PLACES.find((one) => one === place) ?? 'finished';
}

const PLACES: readonly Place[] = [
	...(['ready', 'leased', 'submitted', 'asking', 'usedUp'] as const),
	...(['waiting', 'running', 'finished'] as const),
];

const NOT_NOW: Readonly<Record<Place, Refusal>> = {
	ready: SAYS.nobodyHolds,
	leased: SAYS.held,
	submitted: SAYS.beingJudged,
	asking: SAYS.waitsForAnswer,
	usedUp: SAYS.usedUp,
	waiting: SAYS.waitsForApproval,
	running: SAYS.waitsForChildren,
	finished: SAYS.allDone,
};

function notNow(snapshot: SessionSnapshot, fact: SessionFact): Refusal {
	const verdict = fact.type === 'stepAccepted' || fact.type === 'stepRejected';
	return verdict ? SAYS.lateVerdict : NOT_NOW[placeOf(snapshot)];
}
