/** What a Session's machine writes down of each event that counts. */
import {
	recordOf,
	type SessionContext,
	type StepRecord,
} from '#machines/session/session-context.ts';
import type { FactOf, SessionFact } from '#machines/session/session-fact.ts';
import type { Attempt, Question } from '#machines/session/session-state.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import { MOST_ATTEMPTS } from '#shared/session/budget.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { stepOf } from '#shared/session/session-types.ts';

type Recorded = Partial<SessionContext>;

export function record(context: SessionContext, fact: SessionFact): Recorded {
	switch (fact.type) {
		case 'stepLeased':
			return recordLease(fact);
		case 'stepSubmitted':
			return recordSubmission(context, fact);
		case 'stepAccepted':
			return { ...recordAcceptance(context, fact), since: fact.id };
		case 'acceptedApart':
			return { ...recordApart(context, fact), since: fact.id };
		case 'stepRejected':
			return isGate(context, fact.event.step)
				? { ...sendBack(context, fact.event.step, fact.event.reason), since: fact.id }
				: recordRejection(context, fact);
		case 'stepAsked':
			return recordQuestion(context, fact);
		case 'stepAnswered':
			return recordAnswer(context, fact);
		case 'stepReopened':
			return { ...reopen(context, fact), reopened: fact.id };
		case 'leaseLapsed':
			return recordLapse(context, fact);
		case 'childStarted':
			return recordChild(context, fact);
		case 'sessionEnded':
			return recordEnd(fact);
	}
}

function recordLease({ id, by, event }: FactOf<'stepLeased'>): Recorded {
	if (by === null) return {};
	return {
		lease: { event: id, step: event.step, by, key: event.by.key, at: event.at },
		wasLeased: true,
	};
}

function recordSubmission(
	context: SessionContext,
	{ id, by, event }: FactOf<'stepSubmitted'>,
): Recorded {
	if (by === null) return {};
	const attempt: Attempt = {
		...{ submitted: id, by, at: event.at, content: event.content },
		...{ verdict: null, reason: null },
	};
	return withStep(context, event.step, ({ attempts }) => ({ attempts: [...attempts, attempt] }));
}

function recordAcceptance(context: SessionContext, { event }: FactOf<'stepAccepted'>): Recorded {
	const { steps } = withStep(context, event.step, (step) => ({
		attempts: judged(step, 'accepted', null),
	}));
	return { steps, lease: null };
}

/** Over whatever others did with the step meanwhile. */
function recordApart(
	context: SessionContext,
	{ event, attempt }: FactOf<'acceptedApart'>,
): Recorded {
	const accepted: Attempt = { ...attempt, verdict: 'accepted' };
	const { steps } = withStep(context, event.step, ({ attempts }) => ({
		attempts: [...attempts.filter((one) => one.submitted !== attempt.submitted), accepted],
	}));
	return { steps, lease: null };
}

function recordRejection(context: SessionContext, { event }: FactOf<'stepRejected'>): Recorded {
	const { attemptsLeft } = recordOf(context, event.step);
	const { steps } = withStep(context, event.step, (step) => ({
		attempts: judged(step, 'rejected', event.reason),
		attemptsLeft: attemptsLeft - 1,
		lapses: 0,
	}));
	// Whoever holds the step goes on with it, until nothing is left to try.
	return attemptsLeft > 1 ? { steps } : { steps, lease: null };
}

function recordQuestion(context: SessionContext, { id, by, event }: FactOf<'stepAsked'>): Recorded {
	const asked: Question = {
		...{ asked: id, by, question: event.question },
		...{ answer: null, answeredBy: null },
	};
	const { steps } = withStep(context, event.step, ({ questions }) => ({
		questions: [...questions, asked],
	}));
	return { steps, lease: null };
}

function recordAnswer(context: SessionContext, { by, event }: FactOf<'stepAnswered'>): Recorded {
	return withStep(context, event.step, ({ questions }) => ({
		lapses: 0,
		questions: questions.map((one) =>
			one.asked === event.asked ? { ...one, answer: event.answer, answeredBy: by } : one,
		),
	}));
}

function recordLapse(context: SessionContext, { event }: FactOf<'leaseLapsed'>): Recorded {
	const { steps } = withStep(context, event.step, ({ attempts, attemptsLeft, lapses }) => {
		if (event.why === 'taken') return { lapses: 0 };
		// What was handed in and never judged is a try, so that this ends as well.
		if (attempts.at(-1)?.verdict === null) return { attemptsLeft: attemptsLeft - 1, lapses: 0 };
		return { lapses: lapses + 1 };
	});
	return { steps, lease: null };
}

function reopen(context: SessionContext, { event }: FactOf<'stepReopened'>): Recorded {
	return isGate(context, event.step)
		? sendBack(context, event.step, event.note)
		: afresh(context, event.step, event.note);
}

/** A gate sends the Session back to an earlier step, which has its budget again. */
function sendBack(context: SessionContext, gate: string, note: BlobRef | undefined): Recorded {
	const spec = stepOf(context.kind, gate);
	return spec?.kind === 'gate' ? afresh(context, spec.returnsTo, note) : {};
}

function afresh(context: SessionContext, step: string, note: BlobRef | undefined): Recorded {
	return withStep(context, step, ({ notes, round }) => ({
		attemptsLeft: MOST_ATTEMPTS,
		lapses: 0,
		round: round + 1,
		notes: note === undefined ? notes : [...notes, note],
	}));
}

function recordChild(context: SessionContext, { event }: FactOf<'childStarted'>): Recorded {
	const kind = SessionKind.safeParse(event.kind);
	if (!kind.success || context.at === null) return {};
	const { round } = recordOf(context, context.at);
	const { session, artefact } = event;
	const child = { session, artefact, kind: kind.data, step: context.at, round };
	return { children: [...context.children, child] };
}

function recordEnd({ id, event }: FactOf<'sessionEnded'>): Recorded {
	return { ended: { event: id, at: event.at, reason: event.reason ?? null }, lease: null };
}

function judged(
	{ attempts }: StepRecord,
	verdict: 'accepted' | 'rejected',
	reason: BlobRef | null,
): readonly Attempt[] {
	return attempts.map((attempt, n) =>
		n === attempts.length - 1 && attempt.verdict === null
			? { ...attempt, verdict, reason }
			: attempt,
	);
}

function isGate({ kind }: SessionContext, step: string): boolean {
	return stepOf(kind, step)?.kind === 'gate';
}

function withStep(
	context: SessionContext,
	step: string,
	change: (before: StepRecord) => Partial<StepRecord>,
): Pick<SessionContext, 'steps'> {
	const before = recordOf(context, step);
	return { steps: { ...context.steps, [step]: { ...before, ...change(before) } } };
}
