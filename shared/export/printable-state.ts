import { escapeHtml } from '#shared/export/safe-markdown.ts';
import { type Phase, type PhaseAndStanding, stateWords } from '#shared/lifecycle/phase.ts';

/** Paper knows no colour: by shape and by word. */
const MARKS: Readonly<Record<Phase, string>> = {
	draft: '○',
	review: '◐',
	contested: '◑',
	approved: '●',
	implemented: '◆',
	verified: '✔',
	archived: '▢',
};

export function printableState(state: PhaseAndStanding): string {
	return `<span class="state ${state.phase}">${MARKS[state.phase]} ${escapeHtml(stateWords(state))}</span>`;
}
