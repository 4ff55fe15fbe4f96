import type { Source } from '#shared/markdown/source.ts';
import { cellsOf } from '#shared/markdown/table.ts';
import { type DesignSection, sectionKey } from '#shared/trace/design-outline.ts';

/** The columns that the section's first table lacks. */
export function columnsMissing(
	source: Source,
	section: DesignSection,
	columns: readonly string[],
): readonly string[] {
	const table = section.blocks.find(({ kind }) => kind === 'table');
	if (table === undefined) return [];
	const header = cellsOf(source.lines[table.rows.first]?.text ?? '').map(sectionKey);
	return columns.filter((column) => !header.includes(sectionKey(column)));
}
