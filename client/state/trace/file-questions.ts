import * as z from 'zod/mini';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { FileAnswer, FileQuestion } from '#shared/protocol/file-question.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** What the relay's files ask, and the way to answer. */
export interface FileQuestions {
	all(): readonly FileQuestion[];
	/** About one artefact; null for the files that hold many. */
	of(id: ArtefactId | null): readonly FileQuestion[];
	/** About files that git put another text into: they come in numbers, and may be settled at once. */
	fromGit(): readonly FileQuestion[];
	answer(question: FileQuestion, answer: FileAnswer): Promise<Result<unknown, Refusal>>;
}

export function createFileQuestions(
	status: { readonly observed: Observed | null },
	api: Pick<RelayApi, 'ask'>,
): FileQuestions {
	const all = () => status.observed?.questions ?? [];
	return {
		all,
		of: (id) => all().filter(({ artefact }) => artefact === id),
		fromGit: () => all().filter((one) => one.kind === 'tree-differs' && !one.putBack),
		answer: ({ id }, answer) =>
			api.ask(`questions/${id}`, z.object({ ok: z.literal(true) }), {
				method: 'POST',
				body: { answer },
				ticket: true,
			}),
	};
}
