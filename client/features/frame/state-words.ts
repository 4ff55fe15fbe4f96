import type { ArtefactView } from '#machines/lifecycle/observe.ts';

export type Phase = ArtefactView['phase'];
export type StateLike = Pick<ArtefactView, 'phase' | 'standing' | 'bypassed'>;

/** In the order of the pipeline; exceptions stand where they hold things up. */
export const PHASES = [
	'draft',
	'review',
	'contested',
	'approved',
	'implemented',
	'verified',
	'archived',
] as const satisfies readonly Phase[];

const WORDS: Readonly<Record<Phase, string>> = {
	draft: 'Draft',
	review: 'In review',
	contested: 'Contested',
	approved: 'Approved',
	implemented: 'Implemented',
	verified: 'Verified',
	archived: 'Archived',
};

export function phaseWords(phase: Phase): string {
	return WORDS[phase];
}

/** `Approved`, `Approved, suspect`, `Draft, gate bypassed`. */
export function stateWords({ phase, standing, bypassed }: StateLike): string {
	const overlays = [standing === 'suspect' ? 'suspect' : '', bypassed ? 'gate bypassed' : ''];
	return [WORDS[phase], ...overlays.filter(Boolean)].join(', ');
}
