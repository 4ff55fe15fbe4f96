import { describe, expect, test } from 'vitest';
import { findingLines } from '#server/check/print-findings.ts';
import type { CheckFinding } from '#server/check/report.ts';
import { sourceFrame } from '#server/check/source-frame.ts';

const place = { line: 1, column: 1, endColumn: null };
const finding: CheckFinding = {
	...{ rule: 'hint-left', severity: 'warning', failing: false, message: 'A hint.', fix: 'Go.' },
	...{
		artefact: null,
		file: 'docs/a.md',
		line: 2,
		column: 3,
		endColumn: 8,
		fixable: true,
		known: false,
	},
};
const plain = { verbose: false, paint: (text: string) => text };

describe('a frame', () => {
	test('[CK17] marks the words that are meant, or what the line begins with', () => {
		const text = 'one\n- fast enough\r\n  two';
		expect(sourceFrame(text, { line: 2, column: 3, endColumn: 7 })).toEqual([
			...['2', '- fast enough', '  ^^^^'],
		]);
		expect(sourceFrame(text, { line: 3, column: 1, endColumn: null })).toEqual([
			...['3', '  two', '  ^'],
		]);
	});

	test('[CK17] keeps the caret below wide, joined and tabbed characters', () => {
		expect(sourceFrame('漢字 x', { line: 1, column: 4, endColumn: 5 })?.[2]).toBe('     ^');
		expect(sourceFrame('e\u0301 x', { line: 1, column: 4, endColumn: 5 })?.[2]).toBe('  ^');
		expect(sourceFrame('\tx', { line: 1, column: 2, endColumn: 3 })).toEqual(['1', ' x', ' ^']);
	});

	test('[CK17] cuts a line of a megabyte around what it means', () => {
		const long = `${'a'.repeat(300)}HERE${'b'.repeat(1_000_000)}`;
		const [, source = '', caret = ''] =
			sourceFrame(long, { line: 1, column: 301, endColumn: 305 }) ?? [];
		expect(source.length).toBeLessThanOrEqual(102);
		expect(source.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('HERE');
	});

	test('[CK17] is none where there is no such line, and marks something at the end of one', () => {
		expect(sourceFrame('one', { ...place, line: 2 })).toBeNull();
		expect(sourceFrame('one\n\n', { ...place, line: 2 })).toBeNull();
		expect(sourceFrame('one', { line: 1, column: 99, endColumn: 200 })?.[2]).toBe('   ^');
	});

	test('[CK11] shows nothing that a terminal would obey', () => {
		const lines = sourceFrame('\u001b[2J \u202egone\u009b1m', place)?.join('') ?? '';
		expect(lines).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
	});
});

describe('findings as lines', () => {
	test('[CK17] have their place, their source and what to do, in this order', () => {
		expect(findingLines([finding], { ...plain, sourceAt: () => '# A\n- _Hint_ it\n' })).toEqual([
			'docs/a.md:2:3 warning hint-left A hint.',
			'    2 | - _Hint_ it',
			'      |   ^^^^^',
			'    Go. (--fix does)',
			'',
		]);
	});

	test('[CK17] of a whole file bring no source, and those of words on its first line do', () => {
		const shown = (column: number | null) =>
			findingLines([{ ...finding, line: 1, column, endColumn: null }], {
				...{ ...plain, sourceAt: () => 'import "./a";\n' },
			}).slice(1, 3);
		expect(shown(8)).toEqual(['    1 | import "./a";', '      |        ^']);
		expect(shown(1)).toEqual(['    Go. (--fix does)', '']);
		expect(shown(null)).toEqual(['    Go. (--fix does)', '']);
	});

	test('[CK17] stay readable when there are three thousand, and none is lost from sight', () => {
		const many = Array.from({ length: 3_000 }, (_, n): CheckFinding => {
			const failing = n === 2_999;
			const rule = failing ? 'section-missing' : 'hint-left';
			return { ...finding, file: `docs/${n % 60}.md`, line: n + 1, rule, failing };
		});
		const lines = findingLines(many, { ...plain, sourceAt: () => null });
		expect(lines.length).toBeLessThan(300);
		expect(lines[0]).toBe('docs/59.md:60:3 warning hint-left A hint.');
		expect(lines.join('\n')).toContain('docs/59.md:3000:3 warning! section-missing A hint.');
		expect(lines).toContain('    and 40 more in this file');
		expect(lines.slice(-4)).toEqual([
			'and 2,900 more (--verbose shows all of them, --rule ID those of one rule)',
			'      1 section-missing',
			'  2,999 hint-left',
			'',
		]);
		const all = findingLines(many, { ...plain, verbose: true, sourceAt: () => null });
		expect(all.filter((line) => line.startsWith('docs/'))).toHaveLength(3_000);
	});
});
