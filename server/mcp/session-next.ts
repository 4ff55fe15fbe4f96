/** What to do about a Session, in Lintel's own words and ids alone: what anybody wrote is told beside it. */
import { isThrough } from '#machines/session/seen-session.ts';
import type { SessionState, WaitingFor } from '#machines/session/session-state.ts';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { whyNotSubmitted } from '#server/artefact/submit-artefact.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { stepOf } from '#shared/session/session-types.ts';

export function nextOf(caller: Caller, state: SessionState): string {
	const { id, phase, waiting, step, lease, kind, parent } = state;
	if (phase === 'done') {
		return parent === null
			? 'It is done. Call get_work_context for what comes next.'
			: `It is done. Go on with the session it belongs to: call get_step with ${parent}.`;
	}
	if (phase === 'failed' || phase === 'cancelled') {
		return `It was ended: ${phase}. Call get_work_context for what comes next.`;
	}
	if (waiting !== null) {
		const where = waiting.for === 'approval' ? 'review' : `sessions/${id}`;
		return waitWords(caller, waiting, `${caller.url}/${where}`);
	}
	const spec = step === null ? null : stepOf(kind, step);
	if (spec?.kind === 'children') return childrenWords(state);
	if (lease !== null && !isHeldBy(caller, state)) {
		return 'Somebody else holds the step. Take another session, or come back once the lease has lapsed.';
	}
	return 'Call get_step with this session: it gives what to do and what to hand in.';
}

export function isHeldBy({ agent }: Caller, { lease }: SessionState): boolean {
	return lease?.by.kind === 'agent' && lease.by.agent === agent.id;
}

/** Those that people have not decided on yet. */
export function shutGates(
	{ workspace }: Caller,
	artefacts: readonly ArtefactId[],
): readonly ArtefactId[] {
	const { policy } = workspace.journal.ledger.state();
	const shut = artefacts.filter((id) => !isThrough(policy, kindOf(id), workspace.viewOf(id)));
	return shut.length > 0 ? shut : artefacts;
}

function childrenWords({ children }: SessionState): string {
	const open = children.filter(({ phase }) => !ENDED.has(phase));
	const free = open.find(({ phase }) => phase !== 'waiting');
	if (free !== undefined) {
		return `Its work is in its children: call get_step with ${free.session} (${free.kind}).`;
	}
	return open.length === 0
		? 'Its children are done, and what comes next is being opened: call get_step again.'
		: 'Each of its children waits for a person in the Lintel app: get_step with one of them says for what. Tell them, and stop.';
}

const ENDED = new Set(['done', 'failed', 'cancelled']);

function waitWords(caller: Caller, waiting: WaitingFor, where: string): string {
	const stop = `in the Lintel app, at ${where}. Tell them, and stop; call get_step when they have.`;
	switch (waiting.for) {
		case 'approval': {
			const left = submittableNow(caller, waiting.artefacts);
			if (left !== null) return left;
			return `A person approves ${shutGates(caller, waiting.artefacts).slice(0, 10).join(', ')} ${stop}`;
		}
		case 'answer':
			return `A person answers the question ${stop}`;
		case 'retry':
			return `It was handed in as often as it may be. A person reads why, and lets it go on, ${stop}`;
		case 'children':
			return `Children of it failed. A person decides what becomes of them ${stop}`;
	}
}

/** What was handed in beside something it rests on, which is approved by now: nobody else submits it. */
function submittableNow(caller: Caller, artefacts: readonly ArtefactId[]): string | null {
	const { workspace } = caller;
	for (const id of shutGates(caller, artefacts)) {
		const { phase, submission, returned } = workspace.viewOf(id);
		const found = findArtefact(workspace.artefacts(), id);
		if (phase !== 'draft' || !found.ok) continue;
		const revision = revisionOfArtefact(found.value);
		if (submission?.revision === revision || returned?.revision === revision) continue;
		if (whyNotSubmitted(caller, found.value) !== null) continue;
		return `What ${id} rests on is approved now. Call submit_for_review with id ${id} and revision ${revision}, then get_step again.`;
	}
	return null;
}
