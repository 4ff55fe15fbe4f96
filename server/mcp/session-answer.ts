/** A Session as an Agent needs to know it: where it stands, who holds it, and what to do about it. */

import type { SessionState, WaitingFor } from '#machines/session/session-state.ts';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { fittingItems } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { cutText } from '#server/mcp/page.ts';
import { titleOf } from '#shared/artefact/any-artefact.ts';
import { SessionId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';

/** What an id that an Agent sent names; the refusal says where ids come from. */
export function findSession({ workspace }: Caller, id: string): Result<SessionState, Refusal> {
	const parsed = SessionId.safeParse(id);
	const found = parsed.success ? workspace.sessions.get(parsed.data) : null;
	return found ? ok(found) : err(noSession(id));
}

/** Short enough for a list: one of many. */
export function sessionLine(caller: Caller, state: SessionState): Record<string, unknown> {
	const { id, kind, artefact, phase, step, lease, waiting } = state;
	return {
		session: id,
		kind,
		title: SESSION_TYPES[kind].title,
		...(artefact === null ? {} : { artefact, about: cutText(nameOf(caller, state), 200) }),
		phase,
		...(step === null ? {} : { step }),
		...(waiting === null ? {} : { pending: true, waitingFor: waiting.for }),
		...(lease === null ? {} : { heldBy: holderOf(caller, state) }),
	};
}

/** All of one: the line, every step's state, what is waited for in words, and what to do next. */
export function describeSession(caller: Caller, state: SessionState): Record<string, unknown> {
	const goal = wordsOf(caller, state.goal);
	const ended = wordsOf(caller, state.ended?.reason ?? null);
	return {
		...sessionLine(caller, state),
		...(goal === null ? {} : { goal: cutText(goal, 1000) }),
		...(ended === null ? {} : { endedBecause: cutText(ended, 1000) }),
		steps: state.steps.map(({ name, status }) => ({ step: name, status })),
		...(state.waiting === null ? {} : { waitingFor: waitedFor(caller, state.waiting) }),
		...(state.children.length === 0 ? {} : { children: fittingItems(openChildren(state), 1500) }),
		next: nextOf(caller, state),
	};
}

/** What to do about a Session, in Lintel's own words and ids alone: what anybody wrote is told beside it. */
function nextOf(caller: Caller, state: SessionState): string {
	const { id, phase, waiting, step, lease, kind } = state;
	if (phase === 'done') return 'It is done. Call get_work_context for what comes next.';
	if (phase === 'failed' || phase === 'cancelled') {
		return `It was ended: ${phase}. Call get_work_context for what comes next.`;
	}
	if (waiting !== null) {
		const where = waiting.for === 'approval' ? 'review' : `sessions/${id}`;
		return waitWords(waiting, `${caller.url}/${where}`);
	}
	const spec = step === null ? null : stepOf(kind, step);
	if (spec?.kind === 'children') {
		return 'Its work is in its children: call get_step with the session of one that is open.';
	}
	if (lease !== null && !isHeldBy(caller, state)) {
		return 'Somebody else holds the step. Take another session, or come back once the lease has lapsed.';
	}
	return 'Call get_step with this session: it gives what to do and what to hand in.';
}

export function isHeldBy({ agent }: Caller, { lease }: SessionState): boolean {
	return lease?.by.kind === 'agent' && lease.by.agent === agent.id;
}

/** What people wrote into the log's blobs; null where there is none. */
function wordsOf({ workspace }: Caller, ref: BlobRef | null): string | null {
	if (ref === null) return null;
	return workspace.store.log.readBlob(ref)?.text ?? '(its text was erased)';
}

function waitWords(waiting: WaitingFor, where: string): string {
	const stop = `in the Lintel app, at ${where}. Tell them, and stop; call get_step when they have.`;
	switch (waiting.for) {
		case 'approval':
			return `A person approves ${waiting.artefacts.slice(0, 10).join(', ')} ${stop}`;
		case 'answer':
			return `A person answers the question ${stop}`;
		case 'retry':
			return `It was handed in as often as it may be. A person reads why, and lets it go on, ${stop}`;
		case 'children':
			return `Children of it failed. A person decides what becomes of them ${stop}`;
	}
}

function waitedFor(caller: Caller, waiting: WaitingFor): Record<string, unknown> {
	switch (waiting.for) {
		case 'approval':
			return { for: 'approval', artefacts: fittingItems(waiting.artefacts, 600) };
		case 'answer':
			return { for: 'answer', question: cutText(wordsOf(caller, waiting.text) ?? '', 1500) };
		case 'retry':
			return { for: 'retry', reason: cutText(wordsOf(caller, waiting.reason) ?? '', 1500) };
		case 'children':
			return { for: 'children', sessions: fittingItems(waiting.sessions, 600) };
	}
}

function openChildren({ children }: SessionState) {
	return children
		.filter(({ phase }) => phase !== 'done')
		.map(({ session, kind, artefact, phase }) => ({ session, kind, artefact, phase }));
}

function nameOf({ workspace }: Caller, { artefact }: SessionState): string {
	const found = artefact === null ? null : findArtefact(workspace.artefacts(), artefact);
	if (found?.ok) return titleOf(found.value);
	const components = workspace.artefacts().contexts.flatMap((context) => context.components);
	return components.find(({ id }) => id === artefact)?.name ?? '';
}

function holderOf(caller: Caller, state: SessionState): string {
	if (isHeldBy(caller, state)) return 'you';
	const by = state.lease?.by;
	if (by?.kind !== 'agent') return 'a person';
	const { workspace } = caller;
	return workspace.store.agents.list().find(({ id }) => id === by.agent)?.name ?? 'another agent';
}

function noSession(id: string): Refusal {
	return refusal(
		'no-session',
		`There is no session ${JSON.stringify(id.slice(0, 40))} in this workspace.`,
		'Call list_sessions for those that are open, or start_session.',
	);
}
