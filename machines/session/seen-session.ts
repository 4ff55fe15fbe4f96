/**
 * Sessions as they stand beside what they build on. The log says where a Session is; that the Design
 * it builds lost its approval meanwhile is seen in the artefacts alone, and makes it wait for people.
 */
import { isSettled } from '#machines/lifecycle/approval.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { ArtefactId, ArtefactKind } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';

/** Approved and current, or of a kind whose gate asks for nothing. */
export function isThrough(
	{ gates }: Pick<Policy, 'gates'>,
	kind: ArtefactKind,
	view: Pick<ArtefactView, 'phase' | 'standing'>,
): boolean {
	return gates[kind] !== 'required' || isSettled(view);
}

/** Whether its steps are worked on only while what it is about is approved. A change begins otherwise. */
export function buildsOnApproved(kind: SessionKind): boolean {
	return SESSION_TYPES[kind].requires === 'artefact' && kind !== 'change';
}

/** Whether its open work step waits until people have approved again what it builds on. */
export function isHeldUp({ kind, step, waiting }: SessionState): boolean {
	return waiting?.for === 'approval' && step !== null && stepOf(kind, step)?.kind === 'work';
}

/** By what the log says of it, so that the same state is always seen as the same object. */
const held = new WeakMap<SessionState, SessionState>();

/** `isThrough` says whether an artefact is approved as it reads. */
export function seenSession(
	session: SessionState,
	isThrough: (artefact: ArtefactId) => boolean,
): SessionState {
	const { kind, artefact, ended, waiting, phase, step } = session;
	if (ended !== null || waiting !== null || phase === 'validating' || artefact === null)
		return session;
	const isWork = step !== null && stepOf(kind, step)?.kind === 'work';
	if (!isWork || !buildsOnApproved(kind) || isThrough(artefact)) return session;
	const known = held.get(session);
	if (known !== undefined) return known;
	const seen: SessionState = {
		...session,
		phase: 'waiting',
		waiting: { for: 'approval', artefacts: [artefact] },
		steps: session.steps.map((one) => (one.name === step ? { ...one, status: 'waiting' } : one)),
	};
	held.set(session, seen);
	return seen;
}

/** All of them so; the same list while none is seen otherwise. */
export function createSeenSessions(
	isThrough: (artefact: ArtefactId) => boolean,
): (sessions: readonly SessionState[]) => readonly SessionState[] {
	let last: readonly SessionState[] = [];
	return (sessions) => {
		const now = sessions.map((session) => seenSession(session, isThrough));
		const isSame = now.length === last.length && now.every((one, n) => one === last[n]);
		if (!isSame) last = now;
		return last;
	};
}
