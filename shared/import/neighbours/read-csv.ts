/** Spreadsheets and exports of trackers (Jira, Linear, Azure Boards): a row is a Story. */
import { type Columns, columnsOf } from '#shared/import/columns.ts';
import { importFinding } from '#shared/import/import-finding.ts';
import { type CsvRecord, csvRecords } from '#shared/import/neighbours/csv-records.ts';
import { type Found, piecesOf } from '#shared/import/pieces.ts';
import type { ImportReading } from '#shared/import/reading.ts';
import { rowStory, STORY_TYPE } from '#shared/import/row-story.ts';
import { isWholeStory } from '#shared/markdown/labels.ts';
import { LIMITS } from '#shared/markdown/limits.ts';
import type { Source } from '#shared/markdown/source.ts';
import type { Finding } from '#shared/trace/finding.ts';

export function readCsv(source: Source): Omit<ImportReading, 'format'> {
	const { records, problems } = csvRecords(source);
	const { columns, body } = headed(records);
	// Beside the key that people know, a tracker's own number is one more of its books.
	const keyed = columns.columns.some(({ name }) => /^(?:issue )?key$/i.test(name));
	const skipped = columns.columns.map(({ name, kind }) => {
		const isBooks = kind === 'other' || (keyed && /^issue id$/i.test(name));
		return isBooks && BOOKKEEPING.test(name);
	});
	const found: Found[] = [];
	let stories = 0;
	for (const record of body) {
		const [one] = recordFound(columns, record, skipped);
		if (one === undefined) continue;
		found.push(one);
		// One more than there may be is enough to refuse the file.
		if (one.becomes === 'story' && ++stories > LIMITS.stories) break;
	}
	const findings = [
		...problems.map(({ row, message }) =>
			importFinding('csv-malformed', 'warning', row, {
				message: `This row is not as CSV has it. ${message}`,
				fix: 'Look at what it was read as; a quote may be missing in the file.',
			}),
		),
		...columnFindings(columns, skipped, found.length),
	];
	return { pieces: piecesOf(source, found, 'Headings or rows that are no story.'), findings };
}

/** The columns by the first row, or by what the cells hold where no row names them. */
function headed(records: readonly CsvRecord[]): { columns: Columns; body: readonly CsvRecord[] } {
	const [first, ...rest] = records;
	const columns = columnsOf(first?.cells ?? []);
	if (['title', 'story', 'goal'].some((kind) => columns.columns.some((one) => one.kind === kind))) {
		return { columns, body: rest };
	}
	const told = records.find(({ cells }) => cells.some((cell) => isWholeStory(cell)));
	const at = told?.cells.findIndex((cell) => isWholeStory(cell)) ?? -1;
	const guessed = columns.columns.map((one, n) =>
		n === at ? { ...one, kind: 'story' as const } : one,
	);
	const known = { ...columns, columns: guessed };
	return { columns: known, body: at < 0 ? [] : records };
}

function recordFound(
	columns: Columns,
	{ cells, rows }: CsvRecord,
	skipped: readonly boolean[],
): Found[] {
	const kept = cells.map((cell, at) => (skipped[at] ? '' : cell));
	const read = rowStory(columns, kept, rows.first);
	if (read === null) return [];
	const other = read.type !== '' && !STORY_TYPE.test(read.type);
	return [
		{
			rows,
			becomes: other ? 'text' : 'story',
			story: read.story,
			number: read.number,
			why: other ? `A row of type “${read.type.slice(0, 40)}”.` : 'A row that holds a story.',
		},
	];
}

/** What trackers keep about an entry and no reader of a story asks for. */
const BOOKKEEPING =
	/^(?:created|updated|resolved|resolution|assign(?:ee|ed to)(?: id)?|reporter|creator|watchers?|votes?|rank|sprint|cycle|project.*|team|url|link|due(?: date)?|.* date|.* (?:at|by|id)|last viewed|work ratio|progress|σ?.*(?:time|estimate) ?(?:spent|remaining)?|attachment|.*versions?|security level|status category.*|iteration.*|area.*|environment|inward.*|outward.*|issue id|parent id|rev|board lane|roadmap.*)$/i;

function columnFindings(
	{ columns }: Columns,
	skipped: readonly boolean[],
	stories: number,
): Finding[] {
	if (stories === 0) {
		return [
			importFinding('csv-without-stories', 'warning', 0, {
				message: 'No column of this file is headed like a title, a description or a goal.',
				fix: 'Name the columns in the first row: Title, Description, Acceptance Criteria, Priority.',
			}),
		];
	}
	const names = [...new Set(columns.flatMap(({ name }, at) => (skipped[at] ? [name] : [])))];
	if (names.length === 0) return [];
	return [
		importFinding('columns-left-out', 'info', 0, {
			message: `Left out: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ' and more' : ''}.`,
			fix: 'Nothing to do, unless one of them belongs to the story: rename it in the first row.',
		}),
	];
}
