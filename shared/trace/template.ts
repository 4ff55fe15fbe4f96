/** What a Design of one component type must hold. Data: teams may put their own in its place. */
import * as z from 'zod/mini';

/** What a section must contain to count as filled. */
export const SectionContent = z.enum([
	/** Words, in whatever form. */
	'prose',
	'bullets',
	/** A numbered list. */
	'steps',
	/** Fenced blocks, or code in bullets or headings, that give function signatures. */
	'signatures',
	/** A heading for each function, with its signature and its test assertions below. */
	'functions',
	'table',
]);
export type SectionContent = z.infer<typeof SectionContent>;

export const SectionNeed = z.enum(['required', 'optional', 'forbidden']);
export type SectionNeed = z.infer<typeof SectionNeed>;

export const TemplateSection = z.object({
	title: z.string(),
	need: SectionNeed,
	content: SectionContent,
	/** The columns a table must have; empty for anything else. */
	columns: z.array(z.string()),
	/** A sentence for who fills it in. */
	hint: z.string(),
	/** Another section that does as well; '' for none. */
	or: z._default(z.string(), ''),
});
export type TemplateSection = z.infer<typeof TemplateSection>;

export const Template = z.object({
	/** In the order in which they stand. */
	sections: z.array(TemplateSection),
	/** Whether no other sections may stand in such a Design. */
	closed: z._default(z.boolean(), false),
});
export type Template = z.infer<typeof Template>;

export function section(
	title: string,
	content: SectionContent,
	hint: string,
	columns: readonly string[] = [],
): TemplateSection {
	return { title, need: 'required', content, columns: [...columns], hint, or: '' };
}

export function optional(
	title: string,
	content: SectionContent,
	hint: string,
	columns: readonly string[] = [],
): TemplateSection {
	return { ...section(title, content, hint, columns), need: 'optional' };
}

export function template(...sections: readonly TemplateSection[]): Template {
	return { sections: [...sections], closed: false };
}
