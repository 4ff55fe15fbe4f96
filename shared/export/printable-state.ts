import { escapeHtml } from '#shared/export/safe-markdown.ts';

/** How an artefact stands, as paper shows it: by shape and by word. */
export interface PrintedState {
	readonly phase: keyof typeof MARKS;
	readonly standing: 'current' | 'suspect';
	readonly bypassed: boolean;
}

const MARKS = {
	draft: '○',
	review: '◐',
	contested: '◑',
	approved: '●',
	implemented: '◆',
	verified: '✔',
	archived: '▢',
} as const;

const WORDS = {
	draft: 'Draft',
	review: 'In review',
	contested: 'Contested',
	approved: 'Approved',
	implemented: 'Implemented',
	verified: 'Verified',
	archived: 'Archived',
} as const;

export function printableState(state: PrintedState): string {
	return `<span class="state ${state.phase}">${MARKS[state.phase]} ${escapeHtml(stateLabel(state))}</span>`;
}

export function stateLabel({ phase, standing, bypassed }: PrintedState): string {
	const overlays = [standing === 'suspect' ? 'suspect' : '', bypassed ? 'gate bypassed' : ''];
	return [WORDS[phase], ...overlays.filter((word) => word !== '')].join(', ');
}
