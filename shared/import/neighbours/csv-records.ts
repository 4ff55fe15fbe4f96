/** The records of a CSV file with the rows they stand in; a quoted cell may hold line endings. */
import Papa from 'papaparse';
import type { Rows, Source } from '#shared/markdown/source.ts';

export interface CsvRecord {
	readonly cells: readonly string[];
	readonly rows: Rows;
}

export interface CsvProblem {
	readonly row: number;
	readonly message: string;
}

/** About how many rows a text has, told without reading its cells. */
export function countRows(text: string): number {
	let rows = 1;
	let quotes = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) quotes++;
		else if (code === LINE_END && quotes % 2 === 0) rows++;
	}
	return rows;
}

const QUOTE = 0x22;
const LINE_END = 0x0a;

export function csvRecords(source: Source): {
	readonly records: readonly CsvRecord[];
	readonly problems: readonly CsvProblem[];
} {
	const records: CsvRecord[] = [];
	const problems: CsvProblem[] = [];
	const said = /^sep=(.)[ \t]*$/i.exec(source.lines[0]?.text ?? '')?.[1];
	let row = said === undefined ? 0 : 1;
	const start = source.lines[row]?.from ?? source.text.length;
	Papa.parse<string[]>(source.text.slice(start), {
		delimiter: said ?? '',
		skipEmptyLines: false,
		step({ data, errors, meta }) {
			const first = row;
			const end = start + meta.cursor;
			while (row < source.lines.length && (source.lines[row]?.from ?? end) < end) row++;
			const [wrong] = errors.filter(({ type }) => type !== 'Delimiter');
			if (wrong !== undefined) problems.push({ row: first, message: wrong.message });
			if (row > first && data.some((cell) => cell.trim() !== '')) {
				records.push({ cells: data, rows: { first, end: row } });
			}
		},
	});
	return { records, problems: problems.slice(0, 50) };
}
