import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { plainMatter } from '#shared/markdown/plain-matter.ts';

/** Pieces that YAML takes in every way it knows. */
const PIECES = [
	...['id', 'type', 'criteria', 'a', 'yes', 'Null', '__proto__', 'constructor', '1', '1e3', '0x1f'],
	...[
		'.inf',
		'~',
		'-',
		'?',
		':',
		': ',
		' ',
		'  ',
		'\t',
		'#',
		' #',
		'&a',
		'*a',
		'!x',
		'|',
		'>',
		'%',
	],
	...[
		'@',
		'`',
		'"',
		"'",
		'[',
		']',
		'{',
		'}',
		',',
		', ',
		'cp_0000000001',
		'a b',
		'a/b.c',
		'ä',
		'\\n',
	],
	...['2026-11-22', 'T10:00', '<<', '...', '---', '=', 'true', 'no', '_', '[a, b]', '[]', '[a,]'],
];
const row = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((some) => some.join(''));
const likely = fc
	.tuple(
		fc.constantFrom('id', 'type', 'criteria', 'context'),
		fc.constantFrom(': ', ':', ':  '),
		row,
	)
	.map((some) => some.join(''));

test('[MD19] plain front matter says what the YAML parser says of it, or leaves it to the parser', () => {
	let read = 0;
	fc.assert(
		fc.property(fc.array(fc.oneof(row, likely), { maxLength: 4 }), (rows) => {
			const plain = plainMatter(rows);
			if (plain === null) return;
			read++;
			const document = parseDocument(rows.map((one) => `${one}\n`).join(''), { strict: true });
			expect(document.errors).toEqual([]);
			expect(plain).toEqual(document.toJS() ?? {});
		}),
		{ numRuns: 20_000 },
	);
	expect(read).toBeGreaterThan(500);
});

test('[MD19] plain front matter is what designs have', () => {
	expect(
		plainMatter([
			...['id: cp_0000000001', 'component: Bookshop.Accounts Session', 'criteria: [ac_1, ac_2 ]'],
		]),
	).toEqual({
		id: 'cp_0000000001',
		component: 'Bookshop.Accounts Session',
		criteria: ['ac_1', 'ac_2'],
	});
	expect(plainMatter([`id: ${' '.repeat(3_000)}x`])).toBeNull();
});
