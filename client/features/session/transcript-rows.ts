import { stepTitle } from '#client/features/session/session-words.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { TranscriptEntry } from '#shared/session/transcript.ts';

/** A line of the transcript, or the heading of the step whose lines follow. */
export type TranscriptRow =
	| { readonly kind: 'step'; readonly key: string; readonly title: string }
	| { readonly kind: 'entry'; readonly key: string; readonly entry: TranscriptEntry };

/** The entries in their order, with a heading wherever another step begins. */
export function transcriptRows(
	session: Pick<SessionState, 'kind'>,
	entries: readonly TranscriptEntry[],
): readonly TranscriptRow[] {
	let step: string | null = null;
	return entries.flatMap((entry) => {
		const row = { kind: 'entry', key: `${entry.n}`, entry } as const;
		if (entry.step === null || entry.step === step) return [row];
		step = entry.step;
		return [
			{ kind: 'step', key: `step-${entry.n}`, title: stepTitle(session, step) } as const,
			row,
		];
	});
}

const CHECKS: Readonly<Record<string, string>> = {
	output: 'The output has its form',
	'artefacts-clean': 'The artefacts have no errors',
	'artefacts-submitted': 'The artefacts are submitted for review',
	'stories-covered': 'Every approved story has a context',
	'designs-remarked': 'The remarks are about this session’s artefacts',
	'suspects-answered': 'Every suspect artefact is answered',
	'test-file': 'The test file is there',
	'code-file': 'The code file is there',
	'only-its-files': 'Nothing else was written',
	'tests-fail': 'The tests fail, as they must before the code',
	'tests-pass': 'The tests pass',
	'criteria-pass': 'A passing test covers every criterion',
};

export function checkWords(check: string): string {
	return CHECKS[check] ?? check;
}
