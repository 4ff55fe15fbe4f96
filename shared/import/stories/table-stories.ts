/** Stories in the rows of a table: who, what and why in columns, or a sentence in one of them. */
import { columnsOf } from '#shared/import/columns.ts';
import type { Found } from '#shared/import/pieces.ts';
import { rowStory } from '#shared/import/row-story.ts';
import type { Surroundings } from '#shared/import/stories/surroundings.ts';
import { isWholeStory } from '#shared/markdown/labels.ts';
import type { Rows, Source } from '#shared/markdown/source.ts';
import { cellsOf } from '#shared/markdown/table.ts';

/** Empty when the table holds none. Its heading rows are no story. */
export function tableStories(source: Source, rows: Rows, around: Surroundings): Found[] {
	const columns = columnsOf(cellsOf(source.lines[rows.first]?.text ?? ''));
	const asked = columns.has('goal') && (columns.has('role') || columns.has('why'));
	const found: Found[] = [];
	for (let row = rows.first + 2; row < rows.end; row++) {
		const cells = rowCells(source.lines[row]?.text ?? '');
		const whole = cells.some((cell) => isWholeStory(cell));
		const announced = columns.has('story') && columns.has('criteria');
		if (!(asked || whole || announced)) continue;
		const read = rowStory(columns, cells, row, around.data);
		if (read === null) continue;
		found.push({
			rows: { first: row, end: row + 1 },
			becomes: around.aside ? 'text' : 'story',
			story: read.story,
			number: read.number,
			why: around.aside
				? 'A row that reads as a story, in a section that is about something else.'
				: 'A row of a table that says who wants what.',
		});
	}
	return found;
}

/** An empty first or last cell counts: columns go by their place. */
function rowCells(line: string): string[] {
	const text = line.trim();
	const inner = text.startsWith('|') ? text.slice(1) : text;
	const cells = inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
	if (inner.endsWith('|') && !inner.endsWith('\\|')) cells.pop();
	return cells;
}
