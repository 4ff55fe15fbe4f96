import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { ArtefactId } from '#shared/id.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { stepOf } from '#shared/session/session-types.ts';
import { STEP_OUTPUTS } from '#shared/session/step-output.ts';

/** What was handed in, as it is shown: a summary, and what it names, each with what is said of it. */
export interface ShownOutput {
	readonly summary: string;
	readonly rows: readonly {
		readonly artefact: ArtefactId | null;
		readonly path: string | null;
		readonly words: string;
	}[];
}

/** Reads what an agent handed in; null for what is no such output. */
export function readOutput(kind: SessionKind, step: string, text: string): ShownOutput | null {
	const spec = stepOf(kind, step);
	if (spec?.kind !== 'work') return null;
	const json = jsonIn(text);
	switch (spec.output) {
		case 'written': {
			const read = STEP_OUTPUTS.written.safeParse(json).data;
			return read === undefined
				? null
				: { summary: read.summary, rows: read.artefacts.map((id) => row(id, null, '')) };
		}
		case 'files': {
			const read = STEP_OUTPUTS.files.safeParse(json).data;
			return read === undefined
				? null
				: { summary: read.summary, rows: read.files.map((path) => row(null, path, '')) };
		}
		case 'review': {
			const read = STEP_OUTPUTS.review.safeParse(json).data;
			if (read === undefined) return null;
			const rows = read.remarks.map(({ artefact, weight, text: said }) =>
				row(artefact, null, `${WEIGHTS[weight]}: ${said}`),
			);
			return { summary: read.summary, rows };
		}
		case 'proposal': {
			const read = STEP_OUTPUTS.proposal.safeParse(json).data;
			if (read === undefined) return null;
			const rows = read.artefacts.map(({ id, verdict, why }) =>
				row(id, null, `${verdict === 'holds' ? 'Holds' : 'Edit'}: ${why}`),
			);
			return { summary: read.summary, rows };
		}
	}
}

/** What whoever handed in last said was done; null where that is not on this device. */
export function lastSummary(
	workspace: Pick<Workspace, 'reasonText'>,
	{ kind, steps }: Pick<SessionState, 'kind' | 'steps'>,
): string | null {
	const step = steps.findLast(({ attempts }) => attempts.at(-1)?.verdict === 'accepted');
	const content = step?.attempts.at(-1)?.content;
	const text = content === undefined ? null : workspace.reasonText(content);
	return step === undefined || text === null
		? null
		: (readOutput(kind, step.name, text)?.summary ?? null);
}

const WEIGHTS = { must: 'Must', should: 'Should', note: 'Note' } as const;

function row(artefact: ArtefactId | null, path: string | null, words: string) {
	return { artefact, path, words };
}
