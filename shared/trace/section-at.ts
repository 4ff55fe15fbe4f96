/** Which section of a Design answers to a section of its template. */
import { type DesignSection, sectionKey } from '#shared/trace/design-outline.ts';
import type { DesignText } from '#shared/trace/design-text.ts';
import type { Template, TemplateSection } from '#shared/trace/template.ts';

/** The first of that title: at the second level, or deeper where somebody wrote it there. */
export function sectionAt(text: DesignText, title: string): DesignSection | null {
	return byKeyOf(text).get(sectionKey(title)) ?? null;
}

function byKeyOf(text: DesignText): ReadonlyMap<string, DesignSection> {
	const before = byKey.get(text);
	if (before !== undefined) return before;
	const now = new Map<string, DesignSection>();
	const deeper = text.sections.flatMap((section) => section.deeper);
	for (const section of [...text.sections, ...deeper])
		if (!now.has(section.key)) now.set(section.key, section);
	byKey.set(text, now);
	return now;
}

/** Every rule asks for the same sections. A Design's text lives as long as its check. */
const byKey = new WeakMap<DesignText, ReadonlyMap<string, DesignSection>>();

/** The template's sections that are there, each with where it stands. */
export function sectionsOf(
	text: DesignText,
	template: Template,
): readonly { readonly wanted: TemplateSection; readonly found: DesignSection }[] {
	return template.sections.flatMap((wanted) => {
		const found = sectionAt(text, wanted.title);
		return found === null ? [] : { wanted, found };
	});
}

/** Sections of the Design that no section of the template asks for. */
export function othersIn(text: DesignText, template: Template): readonly DesignSection[] {
	const known = new Set(template.sections.map(({ title }) => sectionKey(title)));
	return text.sections.filter(({ key }) => !known.has(key));
}
