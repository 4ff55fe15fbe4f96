/** Rows of a Markdown table as cells, and back. */
import { withoutBlanks } from '#shared/blanks.ts';

/** The cells of a row, `\|` read as a bar. */
export function cellsOf(line: string): string[] {
	const cells = line.split(/(?<!\\)\|/).map((cell) => withoutBlanks(cell).replaceAll('\\|', '|'));
	if (cells.length > 1 && cells[0] === '') cells.shift();
	if (cells.length > 1 && cells.at(-1) === '') cells.pop();
	return cells;
}

export function printRow(cells: readonly string[]): string {
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The index of the first column whose heading is one of these words, or -1. */
export function columnOf(header: readonly string[], words: readonly string[]): number {
	return header.findIndex((cell) => words.includes(cell.replace(/[*_`]/g, '').toLowerCase()));
}
