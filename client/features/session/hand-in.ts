import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { ComponentId } from '#shared/id.ts';
import type { OutputName } from '#shared/session/step-output.ts';

/** One thing that is handed in: an artefact or a file, and what is said of it. */
export interface HandInRow {
	/** An artefact's id, or a path from the repository's root. */
	readonly what: string;
	/** A remark's weight, or a proposal's verdict. */
	readonly as: string;
	readonly words: string;
}

/** What is handed in most likely: the artefact itself, or its file. */
export function firstRows(
	workspace: Pick<Workspace, 'traces'>,
	{ artefact, kind }: Pick<SessionState, 'artefact' | 'kind'>,
	output: OutputName,
): HandInRow[] {
	if (output === 'files') {
		const design = ComponentId.safeParse(artefact);
		const trace = design.success ? workspace.traces.of(design.data) : null;
		const path = kind === 'component-tests' ? trace?.test?.path : trace?.code?.path;
		return path === undefined ? [] : [{ what: path, as: '', words: '' }];
	}
	if (artefact === null || output === 'review') return [];
	return [{ what: artefact, as: output === 'proposal' ? 'edit' : '', words: '' }];
}

/** The rows as the step's output; it is parsed before it is signed. */
export function outputOf(output: OutputName, summary: string, rows: readonly HandInRow[]): unknown {
	switch (output) {
		case 'written':
			return { summary, artefacts: rows.map(({ what }) => what) };
		case 'files':
			return { summary, files: rows.map(({ what }) => what.trim()) };
		case 'review':
			return {
				summary,
				remarks: rows.map(({ what, as, words }) => ({ artefact: what, weight: as, text: words })),
			};
		case 'proposal':
			return {
				summary,
				artefacts: rows.map(({ what, as, words }) => ({ id: what, verdict: as, why: words })),
			};
	}
}
