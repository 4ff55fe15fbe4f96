/** What people, the bridge and the relay read of a folded Session. */
import { placeOf } from '#machines/session/replay-session.ts';
import { recordOf, type SessionContext } from '#machines/session/session-context.ts';
import type { SessionLog } from '#machines/session/session-log.ts';
import type {
	SessionPhase,
	SessionState,
	StepState,
	WaitingFor,
} from '#machines/session/session-state.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { GateStep } from '#shared/session/session-type.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';
import { WrittenOutput } from '#shared/session/step-output.ts';

export interface Around {
	/** How a child stands; null for one whose start does not count. */
	readonly stateOf: (session: SessionId) => SessionState | null;
	/** The words of a blob; null while nobody has sent them, or once they are erased. */
	readonly textOf: (ref: BlobRef) => string | null;
	/** Whether whoever made `later` knew of `earlier`. */
	readonly knew: (later: EventId, earlier: EventId) => boolean;
}

/** Null while no start of it counts. */
export function readSession(log: SessionLog, around: Around): SessionState | null {
	const { opening, snapshot } = log;
	if (opening === null || snapshot === null) return null;
	const { context } = snapshot;
	const place = placeOf(snapshot);
	const { placed: _, ...said } = opening;
	const children = context.children.flatMap(({ session, kind, artefact }) => {
		const state = around.stateOf(session);
		return state === null ? [] : [{ session, kind, artefact, phase: state.phase }];
	});
	const waiting = context.ended === null ? waitingFor(log, place, around) : null;
	const steps = stepsOf(context, place, waiting);
	return {
		...said,
		phase: phaseOf(snapshot.value, context, place, waiting),
		step: context.ended === null ? context.at : null,
		...{ steps, waiting, children },
		lease: context.lease,
		ended: context.ended,
		notCounted: new Map(log.refusals),
		history: [...log.history],
	};
}

type PlaceName = ReturnType<typeof placeOf>;

function phaseOf(
	value: unknown,
	context: SessionContext,
	place: PlaceName,
	waiting: WaitingFor | null,
): SessionPhase {
	if (context.ended !== null) {
		return value === 'done' || value === 'failed' ? value : 'cancelled';
	}
	if (waiting !== null) return 'waiting';
	if (place === 'submitted' || place === 'finished') return 'validating';
	if (context.at !== null && recordOf(context, context.at).attempts.length > 0) return 'revising';
	return context.wasLeased || context.children.length > 0 ? 'working' : 'preparing';
}

function waitingFor(log: SessionLog, place: PlaceName, around: Around): WaitingFor | null {
	const context = log.snapshot?.context;
	if (context === undefined || context.at === null) return null;
	const record = recordOf(context, context.at);
	switch (place) {
		case 'asking': {
			const open = record.questions.at(-1);
			return open === undefined
				? null
				: { for: 'answer', question: open.asked, text: open.question, by: open.by };
		}
		case 'usedUp':
			return { for: 'retry', reason: record.attempts.at(-1)?.reason ?? null };
		case 'waiting':
			return { for: 'approval', artefacts: artefactsAt(log, context, around) };
		case 'running':
			return waitingForChildren(context, around);
		default:
			return null;
	}
}

/** Those that failed or were cancelled, and that nobody has reopened it for since. */
function waitingForChildren(context: SessionContext, around: Around): WaitingFor | null {
	const { reopened } = context;
	const sessions = context.children.flatMap(({ session, kind, artefact }, n) => {
		const state = around.stateOf(session);
		if (state?.phase !== 'failed' && state?.phase !== 'cancelled') return [];
		const again = context.children
			.slice(n + 1)
			.some((later) => later.kind === kind && later.artefact === artefact);
		const end = state.ended?.event;
		const known = reopened !== null && end !== undefined && around.knew(reopened, end);
		return again || known ? [] : [session];
	});
	return sessions.length === 0 ? null : { for: 'children', sessions };
}

function artefactsAt(
	{ opening }: SessionLog,
	context: SessionContext,
	{ textOf }: Around,
): readonly ArtefactId[] {
	const gate = context.at === null ? null : stepOf(context.kind, context.at);
	if (gate?.kind !== 'gate') return [];
	if (gate.of === 'artefact') return opening?.artefact ? [opening.artefact] : [];
	const content = writtenBefore(context, gate);
	const text = content === null ? null : textOf(content);
	return text === null ? [] : artefactsIn(text);
}

/** The output of the nearest step before the gate that says what was written. */
function writtenBefore(context: SessionContext, gate: GateStep): BlobRef | null {
	const { steps } = SESSION_TYPES[context.kind];
	const before = steps.slice(0, steps.indexOf(gate));
	const step = before.findLast((one) => one.kind === 'work' && one.output === 'written');
	if (step === undefined) return null;
	const accepted = recordOf(context, step.name).attempts.findLast(
		({ verdict }) => verdict === 'accepted',
	);
	return accepted?.content ?? null;
}

function artefactsIn(text: string): readonly ArtefactId[] {
	return [...new Set(WrittenOutput.safeParse(jsonIn(text)).data?.artefacts)];
}

function stepsOf(
	context: SessionContext,
	place: PlaceName,
	waiting: WaitingFor | null,
): readonly StepState[] {
	const { steps } = SESSION_TYPES[context.kind];
	const at =
		context.at === null ? steps.length : steps.findIndex(({ name }) => name === context.at);
	return steps.map(({ name }, n) => {
		const { attempts, attemptsLeft, notes, questions } = recordOf(context, name);
		const status = n < at ? 'done' : n > at ? 'pending' : statusAt(context, place, waiting);
		return { name, status, attempts, attemptsLeft, notes, questions };
	});
}

function statusAt(
	{ ended }: SessionContext,
	place: PlaceName,
	waiting: WaitingFor | null,
): StepState['status'] {
	if (ended !== null) return 'pending';
	if (waiting !== null) return 'waiting';
	if (place === 'ready' || place === 'submitted') return place;
	return 'leased';
}
