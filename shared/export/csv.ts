/**
 * Comma-separated values (RFC 4180) that a spreadsheet opens as text: what a cell says never runs
 * as a formula, whoever wrote it.
 */

/** What makes Excel, LibreOffice or Google Sheets take a cell for a formula, also after blanks. */
const FORMULA = /^\s*[=+\-@＝＋－＠|%]/;
const CONTROL = /^[\t\r\n]/;

export function csvOf(
	columns: readonly string[],
	rows: Iterable<readonly (string | null)[]>,
): string {
	const lines = [columns.map(cellOf).join(',')];
	for (const row of rows) lines.push(row.map((cell) => cellOf(cell ?? '')).join(','));
	return `${lines.join('\r\n')}\r\n`;
}

/** An apostrophe in front is how spreadsheets themselves say that what follows is text. */
function cellOf(text: string): string {
	const safe = FORMULA.test(text) || CONTROL.test(text) ? `'${text}` : text;
	return /[",\r\n\t;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
