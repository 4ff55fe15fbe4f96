/** A hand-written `Requirement | Context` table: each row links a Story to a Context. */
import { isBlank } from '#shared/blanks.ts';
import type { ContextId, StoryId } from '#shared/id.ts';
import type { Names } from '#shared/markdown/names.ts';
import type { Node } from '#shared/markdown/outline.ts';
import type { Source } from '#shared/markdown/source.ts';
import { cellsOf, columnOf } from '#shared/markdown/table.ts';

export interface MappedRow {
	readonly row: number;
	readonly context: ContextId;
	/** Null when no Story answers to the title. */
	readonly story: StoryId | null;
	readonly title: string;
}

export function mappedRows(
	source: Source,
	nodes: readonly Node[],
	stories: Names<StoryId>,
	contexts: Names<ContextId>,
): MappedRow[] {
	return nodes.flatMap(({ kind, rows }) => {
		if (kind !== 'table') return [];
		const header = cellsOf(source.lines[rows.first]?.text ?? '');
		const requirement = columnOf(header, ['requirement', 'story', 'user story', 'requirements']);
		const owner = columnOf(header, ['context', 'bounded context', 'contexts']);
		if (requirement < 0 || owner < 0) return [];
		const found: MappedRow[] = [];
		for (let row = rows.first + 2; row < rows.end; row++) {
			const line = source.lines[row]?.text ?? '';
			const cells = cellsOf(line);
			const title = cells[requirement] ?? '';
			const context = contexts.find(cells[owner] ?? '');
			if (isBlank(line) || title === '' || context === null) continue;
			found.push({ row, context, story: stories.find(title), title });
		}
		return found;
	});
}
