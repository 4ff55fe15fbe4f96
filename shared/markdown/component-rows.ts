/** The table of a Context's components. */

import type { Component } from '#shared/artefact/component.ts';
import { wordsEnd } from '#shared/blanks.ts';
import { cellsOf, columnOf, printRow } from '#shared/markdown/table.ts';
import { tidyLine } from '#shared/markdown/tidy.ts';

/** A component before it has an id for certain: the one written in its row, or null. */
export type FoundComponent = Omit<Component, 'id'> & {
	readonly id: string | null;
	readonly row: number;
};

export interface ComponentColumns {
	readonly name: number;
	readonly type: number;
	readonly code: number;
	readonly count: number;
}

const COMMENT = /<!--[ \t]*(cp_[0-9a-hjkmnp-tv-z]{10})[ \t]*-->/;

/** The columns of a components table by its header, or null when it is another table. */
export function componentColumns(header: string): ComponentColumns | null {
	const cells = cellsOf(header);
	const name = columnOf(cells, ['component', 'name', 'module']);
	if (name < 0) return null;
	return {
		name,
		type: columnOf(cells, ['type', 'kind']),
		code: columnOf(cells, ['code', 'path', 'file']),
		count: cells.length,
	};
}

export function componentFromRow(
	line: string,
	columns: ComponentColumns,
	row: number,
): FoundComponent {
	const comment = COMMENT.exec(line);
	const id = comment?.[1] ?? null;
	const cells = cellsOf(comment === null ? line : withoutComment(line, comment));
	const cell = (column: number) => (column < 0 ? '' : (cells[column] ?? ''));
	return {
		id,
		name: cell(columns.name),
		type: cell(columns.type),
		code: unquoted(cell(columns.code)),
		row,
	};
}

function withoutComment(line: string, { 0: comment, index }: RegExpExecArray): string {
	return line.slice(0, wordsEnd(line.slice(0, index))) + line.slice(index + comment.length);
}

export const CANONICAL_COLUMNS: ComponentColumns = { name: 0, type: 1, code: 2, count: 3 };

export function printComponents(components: readonly Component[]): string {
	const rows = components.map((one) => printComponent(one, CANONICAL_COLUMNS));
	return [printRow(['Component', 'Type', 'Code']), '|---|---|---|', ...rows].join('\n');
}

/** A row in these columns; the id comment goes into the last cell that holds something of ours. */
export function printComponent(component: Component, columns: ComponentColumns): string {
	const cells = Array.from({ length: columns.count }, () => '');
	cells[columns.name] = tidyLine(component.name);
	if (columns.type >= 0) cells[columns.type] = tidyLine(component.type);
	if (columns.code >= 0) cells[columns.code] = quoted(tidyLine(component.code));
	const last = cells.length - 1;
	cells[last] = `${cells[last] ?? ''} <!-- ${component.id} -->`.trimStart();
	return printRow(cells);
}

/** The row with its id comment, in place of the one that it shares with another row; nothing else. */
export function withComponentId(line: string, id: string): string {
	if (COMMENT.test(line)) return line.replace(COMMENT, `<!-- ${id} -->`);
	const words = line.trimEnd();
	const closes = words.endsWith('|') && !words.endsWith('\\|') && words.trimStart() !== '|';
	const end = closes ? words.length - 1 : words.length;
	return `${words.slice(0, end).trimEnd()} <!-- ${id} --> ${words.slice(end)}`.trimEnd();
}

/** Backticks round a path are how it is written, not part of it. */
function unquoted(cell: string): string {
	return /^`.*`$/.test(cell) && cell.length > 1 ? cell.slice(1, -1) : cell;
}

function quoted(cell: string): string {
	return /^`.*`$/.test(cell) && cell.length > 1 ? `\`${cell}\`` : cell;
}
