/** How a hand-written file writes its Stories: what is new in it is written the same way. */
import type { CriterionPart, StoryPart } from '#shared/markdown/parts.ts';
import { linesIn, type Source } from '#shared/markdown/source.ts';

export interface StoryStyle {
	readonly level: number;
	/** The lines of the criteria label. */
	readonly label: readonly string[];
	/** Whether a blank line stands between label and criteria. */
	readonly gap: boolean;
	/** What stands before a criterion's words: `- `, `* [ ] `, `1. `. */
	readonly lead: string;
}

export const CANONICAL_STYLE: StoryStyle = {
	level: 2,
	label: ['**Acceptance Criteria**'],
	gap: false,
	lead: '- ',
};

/** The style of a Story in the file; where it shows none, `otherwise`. */
export function styleOf(source: Source, part: StoryPart, otherwise: StoryStyle): StoryStyle {
	const first = part.criteria[0];
	const { label } = part;
	const lead = first === undefined || first.form === 'paragraph' ? null : newLead(first, 0);
	return {
		level: part.heading.level,
		label: label === null ? otherwise.label : linesIn(source, label),
		gap: label !== null && first !== undefined ? first.rows.first > label.end : otherwise.gap,
		lead: lead ?? otherwise.lead,
	};
}

/** The lead of a criterion that comes `steps` after this one: check boxes are open, numbers go on. */
export function newLead(criterion: CriterionPart, steps: number): string {
	if (criterion.form === 'paragraph') return CANONICAL_STYLE.lead;
	const lead = /[ \t]$/.test(criterion.lead) ? criterion.lead : `${criterion.lead} `;
	return numbered(lead.replace(/\[[xX]\]/, '[ ]'), steps);
}

/** The same lead, its number raised. */
export function numbered(lead: string, steps: number): string {
	return lead.replace(
		/^([ \t]*)(\d{1,9})(?=[.)])/,
		(_, indent: string, number: string) => `${indent}${Number(number) + steps}`,
	);
}
