/** What a Session's steps handed in so far, with the words behind the log's references. */
import type { SessionState, StepState } from '#machines/session/session-state.ts';
import type { ArtefactId } from '#shared/id.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EarlierStep } from '#shared/session/pack/pack-source.ts';
import { stepOf } from '#shared/session/session-types.ts';
import { ProposalOutput, WrittenOutput } from '#shared/session/step-output.ts';

type Words = (ref: BlobRef) => string | null;

const ERASED = '(erased)';

/** Up to the current step, which is the last. */
export function gatherEarlier(session: SessionState, words: Words): readonly EarlierStep[] {
	const at = session.steps.findIndex(({ name }) => name === session.step);
	return session.steps
		.slice(0, at + 1)
		.filter(
			({ attempts, notes, questions }) => attempts.length + notes.length + questions.length > 0,
		)
		.map((step) => earlierStep(session, step, words));
}

function earlierStep({ kind }: SessionState, step: StepState, words: Words): EarlierStep {
	const said = (ref: BlobRef | null) => (ref === null ? '' : (words(ref) ?? ERASED));
	const accepted = step.attempts.findLast(({ verdict }) => verdict === 'accepted');
	return {
		name: step.name,
		title: stepOf(kind, step.name)?.title ?? step.name,
		output: accepted === undefined ? null : said(accepted.content),
		// What was rejected before something was accepted is put right.
		rejected: step.attempts
			.slice(accepted === undefined ? 0 : step.attempts.indexOf(accepted))
			.filter(({ verdict }) => verdict === 'rejected')
			.map(({ content, reason }) => ({ output: said(content), reason: said(reason) })),
		notes: step.notes.map(said),
		questions: step.questions.map(({ question, answer }) => ({
			question: said(question),
			answer: answer === null ? null : said(answer),
		})),
	};
}

/** Artefacts that outputs of the Session name, each once. */
export function writtenIn(session: SessionState, words: Words): readonly ArtefactId[] {
	const outputs = session.steps
		.flatMap(({ attempts }) => attempts)
		.map(({ content }) => jsonIn(words(content) ?? ''));
	const ids = outputs.flatMap((output) => {
		const written = WrittenOutput.safeParse(output).data?.artefacts ?? [];
		const proposed = ProposalOutput.safeParse(output).data?.artefacts ?? [];
		return [...written, ...proposed.map(({ id }) => id)];
	});
	return [...new Set(ids)];
}
