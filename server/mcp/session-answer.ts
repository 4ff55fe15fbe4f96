/** A Session as an Agent needs to know it: where it stands, who holds it, and what to do about it. */

import type { SessionState, WaitingFor } from '#machines/session/session-state.ts';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { fittingItems } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { cutText } from '#server/mcp/page.ts';
import { isHeldBy, nextOf, shutGates } from '#server/mcp/session-next.ts';
import { titleOf } from '#shared/artefact/any-artefact.ts';
import { SessionId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

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
	return {
		...sessionLine(caller, state),
		...(goal === null ? {} : { goal: cutText(goal, 1000) }),
		steps: state.steps.map(({ name, status }) => ({ step: name, status })),
		...standingOf(caller, state),
	};
}

/** What whoever works on it needs between two calls: where it stands, and what to do next. */
export function standingOf(caller: Caller, state: SessionState): Record<string, unknown> {
	const { id, phase, step, waiting } = state;
	const ended = wordsOf(caller, state.ended?.reason ?? null);
	const children = openChildren(state);
	return {
		...{ session: id, phase },
		...(step === null ? {} : { step }),
		...(ended === null ? {} : { endedBecause: cutText(ended, 1000) }),
		...(waiting === null ? {} : { pending: true, waitingFor: waitedFor(caller, waiting) }),
		...(children.length === 0 ? {} : { children: fittingItems(children, 1500) }),
		next: nextOf(caller, state),
	};
}

/** What people wrote into the log's blobs; null where there is none. */
function wordsOf({ workspace }: Caller, ref: BlobRef | null): string | null {
	if (ref === null) return null;
	return workspace.store.log.readBlob(ref)?.text ?? '(its text was erased)';
}

function waitedFor(caller: Caller, waiting: WaitingFor): Record<string, unknown> {
	switch (waiting.for) {
		case 'approval':
			return {
				for: 'approval',
				artefacts: fittingItems(shutGates(caller, waiting.artefacts), 600),
			};
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
