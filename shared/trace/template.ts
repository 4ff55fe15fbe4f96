/** What a Design of one component type must hold. Data: teams may put their own in its place. */

/** What a section must contain to count as filled. */
export type SectionContent =
	| 'prose'
	| 'bullets'
	| 'steps'
	/** A fenced block, or headings, that give function signatures. */
	| 'signatures'
	| 'table';

export interface TemplateSection {
	readonly title: string;
	readonly need: 'required' | 'optional' | 'forbidden';
	readonly content: SectionContent;
	/** The columns a table must have; empty for anything else. */
	readonly columns: readonly string[];
	/** A sentence for who fills it in. */
	readonly hint: string;
}

export interface Template {
	readonly sections: readonly TemplateSection[];
}

export function section(
	title: string,
	content: SectionContent,
	hint: string,
	columns: readonly string[] = [],
): TemplateSection {
	return { title, need: 'required', content, columns, hint };
}

export function optional(
	title: string,
	content: SectionContent,
	hint: string,
	columns: readonly string[] = [],
): TemplateSection {
	return { title, need: 'optional', content, columns, hint };
}
