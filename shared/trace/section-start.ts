import type { TemplateSection } from '#shared/trace/template.ts';

/** A section as a new Design begins it: its heading, a hint that is to be answered, its columns. */
export function sectionStart({ title, hint, columns }: TemplateSection): string {
	const asked = hint === '' ? [] : [`<!-- hint: ${hint.replaceAll('--', '–')} -->`];
	const table =
		columns.length === 0
			? []
			: [`| ${columns.join(' | ')} |\n|${columns.map(() => '---|').join('')}`];
	return `${[`## ${title}`, ...asked, ...table].join('\n\n')}\n`;
}
