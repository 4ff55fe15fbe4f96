/** Where an artefact is, in the order of the pipeline; exceptions stand where they hold things up. */
export const PHASES = [
	'draft',
	'review',
	'contested',
	'approved',
	'implemented',
	'verified',
	'archived',
] as const;
export type Phase = (typeof PHASES)[number];

/** Whether what an approval rests on is still so. */
export const STANDINGS = ['current', 'suspect'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How an artefact stands, as far as a mark and a few words tell. */
export interface PhaseAndStanding {
	readonly phase: Phase;
	readonly standing: Standing;
	readonly bypassed: boolean;
}

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
export function stateWords({ phase, standing, bypassed }: PhaseAndStanding): string {
	const overlays = [standing === 'suspect' ? 'suspect' : '', bypassed ? 'gate bypassed' : ''];
	return [WORDS[phase], ...overlays.filter((word) => word !== '')].join(', ');
}
