import { expect, test } from 'vitest';
import { readImport } from '#shared/import/read-import.ts';

const LONG = 'data:image/png;base64,'.repeat(50_000);
const STORY = '## Borrow\n\nAs a reader, I want to borrow, so that I read.\n';

test.each([
	[
		'a cell',
		'a.csv',
		`title,description,acceptance criteria\nBorrow,short,It is lent\nReturn,"${LONG}",It is back\n`,
		'From line 3 on',
	],
	['a criterion', 'a.md', `${STORY}\n- It is lent\n- ${LONG}\n`, 'From line 6 on'],
	[
		'a text between stories',
		'a.md',
		`${STORY}\n- It is lent\n\n# Log\n\n${LONG}\n`,
		'From line 7 on',
	],
])('[IM10] %s over 1 MiB is refused, with its line', (_, path, text, where) => {
	const read = readImport(path, text);
	expect(read.ok).toBe(false);
	expect(!read.ok && read.error.reason).toContain(where);
	expect(!read.ok && read.error.fix).toContain('Split it there');
});

test('[IM10] a story that is long by all its passages together is read', () => {
	const criteria = Array.from({ length: 30 }, (_, n) => `- ${n} ${'word '.repeat(10_000)}\n`);
	const read = readImport('a.md', `${STORY}\n${criteria.join('')}`);
	expect(read.ok && read.value.pieces[0]?.story?.criteria.length).toBe(30);
});
