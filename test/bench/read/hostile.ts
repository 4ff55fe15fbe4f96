/** Markdown that makes careless parsers slow. Each takes the length it shall have. */
export const HOSTILE: Readonly<Record<string, (characters: number) => string>> = {
	'one long line': (n) => 'As a '.repeat(n / 5),
	'one long word': (n) => 'x'.repeat(n),
	'blanks in a line': (n) => `a${' '.repeat(n)}b`,
	'empty lines': (n) => '\n'.repeat(Math.min(n, 400_000)),
	'quotes in quotes': (n) => '> '.repeat(n / 2),
	'quotes, line by line': (n) => rows(n, (at) => `${'> '.repeat(at % 200)}a\n`),
	'lists in lists': (n) => rows(n, (at) => `${'  '.repeat(at % 200)}- a\n`),
	'markers in a row': (n) => '- '.repeat(n / 2),
	'open brackets': (n) => '['.repeat(n),
	'brackets, line by line': (n) => '[a](\n'.repeat(n / 5),
	backticks: (n) => rows(n, (at) => `${'`'.repeat(at % 300)} a\n`),
	asterisks: (n) => '*a **b '.repeat(n / 7),
	'underscores and words': (n) => '__a_'.repeat(n / 4),
	'open comments': (n) => '<!-- \n\n'.repeat(n / 7),
	'open comments in a line': (n) => '<!-- '.repeat(n / 5),
	'id comments': (n) => '# a <!-- st_0123456789 -->\n'.repeat(Math.min(5_000, n / 27)),
	'open fences': (n) => '```a\n~~~b\n'.repeat(n / 10),
	'headings of no story': (n) => '# a\n'.repeat(n / 4),
	'a table of many columns': (n) => {
		const row = `${'|a'.repeat(10_000)}|\n`;
		return `${row}${'|-'.repeat(10_000)}|\n${row.repeat(Math.max(1, n / row.length))}`;
	},
	'bars, line by line': (n) => '|a|b\n'.repeat(n / 5),
	'role sentences without an end': (n) => 'Als Leser mit Karte und Buch und mehr \n'.repeat(n / 39),
	'labels that are none': (n) => '**Acceptance Criteria** (a (b\n'.repeat(n / 30),
	'metadata that is none': (n) => 'Priority: · Tags: · \n'.repeat(n / 21),
	'numbers before titles': (n) => `# ${'1.'.repeat(n / 2)} a\n`,
	'quoted cells without an end': (n) => 'Title,"a\n'.repeat(n / 9),
	'front matter without an end': (n) => `---\n${'a: b\n'.repeat(n / 5)}`,
	'nested YAML': (n) => `---\na: ${'['.repeat(Math.min(n, 20_000))}\n---\n`,
	backslashes: (n) => '\\'.repeat(n),
	'escaped lines': (n) => '\\# a\n'.repeat(n / 5),
	'carriage returns': (n) => 'a\r'.repeat(Math.min(n / 2, 400_000)),
	'combining marks': (n) => `a${'\u0301'.repeat(n)}`,
	NULs: (n) => '\u0000'.repeat(n),
};

function rows(characters: number, row: (at: number) => string): string {
	const lines: string[] = [];
	let length = 0;
	for (let at = 0; length < characters; at++) {
		const line = row(at);
		lines.push(line);
		length += line.length;
	}
	return lines.join('');
}
