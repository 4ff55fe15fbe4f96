/** Takes what an Agent hands in, has it checked, and answers with what became of it. */
import { SAYS } from '#machines/session/refusals.ts';
import type { SessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { filesIn } from '#server/session/checks/check.ts';
import type { Engine } from '#server/session/engine.ts';
import { findSession, type Hold, noStep } from '#server/session/hold.ts';
import type { StepJudge } from '#server/session/judge-step.ts';
import type { Leases } from '#server/session/leases.ts';
import { parseOutput } from '#server/session/parse-output.ts';
import { MOST_WORDS, type Scribe } from '#server/session/scribe.ts';
import type { Sessions, StepVerdict, Worker } from '#server/session/sessions.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { SessionId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { stepOf } from '#shared/session/session-types.ts';
import type { TranscriptBody } from '#shared/session/transcript.ts';

export function createHandIn(deps: {
	readonly book: SessionBook;
	readonly scribe: Scribe;
	readonly leases: Leases;
	readonly judge: StepJudge;
	readonly engine: Engine;
	readonly hold: Hold;
	/** Looks at files that were written for a step: what is next may follow from them. */
	readonly lookAt: (paths: readonly string[]) => void;
	readonly write: (session: SessionId, who: string, body: TranscriptBody) => void;
}): Sessions['submit'] {
	const { book, scribe, leases, judge, engine, hold, lookAt, write } = deps;

	const submit: Sessions['submit'] = async (by, session, name, output) => {
		const found = findSession(book, session);
		if (!found.ok) return found;
		const spec = stepOf(found.value.kind, name);
		if (spec?.kind !== 'work') return err(noStep(found.value, name));
		const parsed = parseOutput(spec, output);
		if (!parsed.ok) return parsed;
		const text = canonicalJson(parsed.value);
		if (text.length > MOST_WORDS) return err(tooLong(text.length));
		const before = sameBefore(by, found.value, name, text);
		const files = filesIn(parsed.value);
		if (before !== null) return verdictOn(session, name, before, files);
		const held = await hold.keep(by, found.value, name);
		if (!held.ok) return held;
		const words = scribe.words(text);
		const submitted = { type: 'stepSubmitted', session, step: name, content: words.ref } as const;
		// Before it is in the log: what the checks say of it is told as soon as it is.
		write(session, by.name, { type: 'output', output: text });
		const written = await scribe.write(by.id, submitted, [words]);
		if (!written.ok) return written;
		return verdictOn(session, name, written.value, files);
	};

	/** The attempt of the same words that is accepted, or not judged yet: asked again, it is not another. */
	function sameBefore(by: Worker, state: SessionState, name: string, text: string): string | null {
		const last = state.steps.find((one) => one.name === name)?.attempts.at(-1);
		if (last === undefined || last.verdict === 'rejected') return null;
		const own = last.by.kind === 'agent' && last.by.agent === by.id;
		// Accepted, sent back from a gate, and open again: that is another attempt.
		const reopened = last.verdict === 'accepted' && state.step === name;
		return own && !reopened && scribe.read(last.content) === text ? last.submitted : null;
	}

	async function verdictOn(
		session: SessionId,
		name: string,
		submitted: string,
		files: readonly string[],
	): Promise<Result<StepVerdict, Refusal>> {
		const attemptIn = (state: SessionState | null) =>
			state?.steps
				.find((step) => step.name === name)
				?.attempts.find((one) => one.submitted === submitted);
		const before = book.get(session);
		const attempt = attemptIn(before);
		if (before !== null && attempt?.verdict === null) await judge.judge(before, attempt);
		const judged = book.get(session);
		if (judged !== null && judged.lease !== null) leases.renew(judged);
		lookAt(files);
		await engine.pump();
		const found = findSession(book, session);
		if (!found.ok) return found;
		const verdict = attemptIn(found.value)?.verdict ?? null;
		if (verdict === null) return err(SAYS.lateVerdict);
		const accepted = verdict === 'accepted';
		return ok({ session: found.value, accepted, checks: judge.saidOf(submitted) });
	}

	return submit;
}

function tooLong(length: number): Refusal {
	return refusal(
		'too-long',
		`What was handed in has ${length} characters; ${MOST_WORDS} is the most.`,
		'Keep it short: prose goes into the artefacts, code into files.',
	);
}
