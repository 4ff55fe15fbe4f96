/**
 * What the runner does next about a Session and its children: a step to work on, or nothing until
 * something changes. Pure.
 */
import type { SessionState, WaitingFor } from '#machines/session/session-state.ts';
import type { AgentId, SessionId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { stepOf } from '#shared/session/session-types.ts';

export type NextMove =
	| { readonly kind: 'work'; readonly session: SessionId }
	/** `why` says for whom it waits. */
	| { readonly kind: 'wait'; readonly why: Refusal }
	| { readonly kind: 'ended' };

export function nextMove(
	get: (session: SessionId) => SessionState | null,
	session: SessionId,
	worker: AgentId,
): NextMove {
	const state = get(session);
	if (state === null || isEnded(state)) return { kind: 'ended' };
	const step = state.step === null ? null : stepOf(state.kind, state.step);
	if (step === null) return { kind: 'ended' };
	if (step.kind === 'children') return amongChildren(get, state, worker);
	if (step.kind === 'gate') return { kind: 'wait', why: waitsFor(state.waiting) };
	const status = state.steps.find(({ name }) => name === step.name)?.status;
	if (status === 'waiting') return { kind: 'wait', why: waitsFor(state.waiting) };
	if (status === 'ready') return { kind: 'work', session };
	const by = state.lease?.by;
	const isMine = by?.kind === 'agent' && by.agent === worker;
	if (status === 'leased' && isMine) return { kind: 'work', session };
	return { kind: 'wait', why: status === 'leased' ? inOtherHands : underWay };
}

/** One after the other, in their order: they share a worktree. */
function amongChildren(
	get: (session: SessionId) => SessionState | null,
	{ children, waiting }: SessionState,
	worker: AgentId,
): NextMove {
	let wait: NextMove | null = null;
	for (const child of children) {
		const move = nextMove(get, child.session, worker);
		if (move.kind === 'work') return move;
		if (move.kind === 'wait') wait ??= move;
	}
	return waiting !== null || wait === null
		? { kind: 'wait', why: waiting === null ? underWay : waitsFor(waiting) }
		: wait;
}

export function isEnded({ phase }: Pick<SessionState, 'phase'>): boolean {
	return phase === 'done' || phase === 'failed' || phase === 'cancelled';
}

const GOES_ON = 'The run goes on by itself as soon as they did.';

export function waitsFor(waiting: WaitingFor | null): Refusal {
	switch (waiting?.for) {
		case 'approval':
			return refusal(
				'waits-approval',
				`It waits for people to approve ${waiting.artefacts.join(', ') || 'what was written'}.`,
				GOES_ON,
			);
		case 'answer':
			return refusal('waits-answer', 'It waits for people to answer a question.', GOES_ON);
		case 'retry':
			return refusal(
				'waits-retry',
				'A step was sent back as often as it may be, and waits for people.',
				'Look why, then reopen it with a note, or cancel the session. The run goes on by itself.',
			);
		case 'children':
			return refusal(
				'waits-children',
				`Sessions below it failed or were cancelled: ${waiting.sessions.join(', ')}.`,
				'Reopen the step to start them anew, or cancel the session.',
			);
		case undefined:
			return underWay;
	}
}

const underWay = refusal(
	'under-way',
	'It waits for Lintel to judge what was handed in.',
	'The run goes on by itself.',
);

const inOtherHands = refusal(
	'in-other-hands',
	'Somebody else works on the step.',
	'The run goes on once they handed it in or gave it back.',
);
