import { type Conventions, templateOf } from '#shared/trace/conventions.ts';
import type { DesignSection } from '#shared/trace/design-outline.ts';
import type { DesignText } from '#shared/trace/design-text.ts';
import { sectionsOf } from '#shared/trace/section-at.ts';
import { isEmpty } from '#shared/trace/section-words.ts';
import type { TemplateSection } from '#shared/trace/template.ts';

/** The sections that the template of a Design's type has, and that hold no word yet. */
export function emptySections(
	text: DesignText,
	conventions: Conventions,
): readonly { readonly wanted: TemplateSection; readonly found: DesignSection }[] {
	const template = templateOf(conventions, text.design.type);
	if (template === null) return [];
	return sectionsOf(text, template).filter(
		({ wanted, found }) => wanted.need !== 'forbidden' && isEmpty(text.source, found),
	);
}
