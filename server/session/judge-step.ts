/** Judges what was handed in, once: its schema, then its checks in order, then the verdict in the log. */
import type { SessionBook } from '#machines/session/session-book.ts';
import type { Attempt, SessionState } from '#machines/session/session-state.ts';
import { CHECKS } from '#server/session/checks/all-checks.ts';
import type { CheckAsk, CheckSaid } from '#server/session/checks/check.ts';
import { fails } from '#server/session/checks/check.ts';
import type { SessionGround } from '#server/session/ground.ts';
import { parseOutput } from '#server/session/parse-output.ts';
import type { Scribe } from '#server/session/scribe.ts';
import type { StepVerdict } from '#server/session/sessions.ts';
import type { SessionId } from '#shared/id.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { Draft, EventId } from '#shared/lifecycle/event.ts';
import type { StepCheck, WorkStep } from '#shared/session/session-type.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';
import type { StepOutput } from '#shared/session/step-output.ts';
import type { TranscriptBody } from '#shared/session/transcript.ts';

type Checked = StepVerdict['checks'][number];

export interface StepJudge {
	/** Resolves when the verdict is in the log, or counts no more; each attempt is checked once at a time. */
	judge(state: SessionState, attempt: Attempt): Promise<void>;
	/** What the checks said of an attempt; empty where it was judged before this relay started. */
	saidOf(attempt: EventId): readonly Checked[];
	stop(): void;
}

export function createStepJudge(deps: {
	readonly ground: SessionGround;
	readonly book: SessionBook;
	readonly scribe: Scribe;
	readonly tell: (session: SessionId, who: string, body: TranscriptBody) => void;
}): StepJudge {
	const { ground, book, scribe, tell } = deps;
	const running = new Map<EventId, Promise<void>>();
	const said = new Map<EventId, readonly Checked[]>();
	const stopping = new AbortController();

	function judge(state: SessionState, attempt: Attempt): Promise<void> {
		const there = running.get(attempt.submitted);
		if (there !== undefined) return there;
		const judging = decide(state, attempt).finally(() => running.delete(attempt.submitted));
		running.set(attempt.submitted, judging);
		return judging;
	}

	async function decide(state: SessionState, attempt: Attempt): Promise<void> {
		const name = state.step;
		const spec = name === null ? null : stepOf(state.kind, name);
		if (name === null || spec?.kind !== 'work') return;
		const { checks, drafts } = await check(state, spec, attempt);
		if (stopping.signal.aborted) return;
		said.set(attempt.submitted, checks);
		const on = { session: state.id, step: name, content: attempt.content };
		const objection = checks.find(({ passed }) => !passed);
		if (objection === undefined) {
			const left = drafts.length === 0 ? {} : { drafts: [...drafts] };
			await scribe.write(null, { type: 'stepAccepted', ...on, ...left });
			return;
		}
		const words = scribe.words(objection.text);
		await scribe.write(null, { type: 'stepRejected', ...on, reason: words.ref }, [words]);
	}

	async function check(
		state: SessionState,
		step: WorkStep,
		attempt: Attempt,
	): Promise<{ readonly checks: readonly Checked[]; readonly drafts: readonly Draft[] }> {
		const text = scribe.read(attempt.content);
		const parsed = parseOutput(step, text === null ? null : jsonIn(text));
		if (!parsed.ok) {
			return { checks: [note(state, 'schema', fails(parsed.error.reason))], drafts: [] };
		}
		const earlier = (output: WorkStep['output']) => outputOf(state, output, scribe.read);
		const { by } = attempt;
		const { signal } = stopping;
		const ask: CheckAsk = {
			...{ ground, step, by, earlier, signal },
			session: state,
			output: parsed.value,
		};
		const checks: Checked[] = [];
		const drafts: Draft[] = [];
		for (const one of step.checks) {
			// Cancelled or taken meanwhile: nobody waits for the rest.
			if (signal.aborted || book.get(state.id)?.ended != null) break;
			const told = await askOne(one, ask);
			checks.push(note(state, one, told));
			drafts.push(...(told.drafts ?? []));
			if (!told.passed) break;
		}
		return { checks, drafts };
	}

	async function askOne(check: StepCheck, ask: CheckAsk): Promise<CheckSaid> {
		try {
			return await CHECKS[check](ask);
		} catch (error) {
			ground.onError(error);
			return fails('This check could not be done: something broke inside Lintel. Try again.');
		}
	}

	function note(state: SessionState, check: string, { passed, text }: CheckSaid): Checked {
		tell(state.id, 'Lintel', { type: 'check', check, passed, text });
		return { check, passed, text };
	}

	return {
		judge,
		saidOf: (attempt) => said.get(attempt) ?? [],
		stop: () => stopping.abort(),
	};
}

/** What the last accepted step with this output handed in. */
function outputOf(
	state: SessionState,
	output: WorkStep['output'],
	read: (ref: BlobRef) => string | null,
): StepOutput | null {
	for (const spec of SESSION_TYPES[state.kind].steps.toReversed()) {
		if (spec.kind !== 'work' || spec.output !== output) continue;
		const step = state.steps.find(({ name }) => name === spec.name);
		const accepted = step?.attempts.findLast(({ verdict }) => verdict === 'accepted');
		const text = accepted === undefined ? null : read(accepted.content);
		const parsed = text === null ? null : parseOutput(spec, jsonIn(text));
		if (parsed?.ok) return parsed.value;
	}
	return null;
}
