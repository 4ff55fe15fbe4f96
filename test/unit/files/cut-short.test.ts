import { describe, expect, test } from 'vitest';
import { howHalf, isCutShort } from '#server/files/findings/cut-short.ts';

const TEXT = '# Session\n\nOne.\n\n```\ncode\n```\n\nTwo.\n\n```\nmore\n```\n';

describe('a file that is still being written', () => {
	test('[FB5] the beginning of what was there is cut short, wherever it ends', () => {
		for (let end = 0; end < TEXT.length - 1; end++)
			expect(isCutShort(TEXT, TEXT.slice(0, end))).toBe(true);
	});

	test('[FB5] one with lines more has no end, as long as the last line is missing', () => {
		const next = TEXT.replace('One.\n', 'One.\nAnd a half.\nAnd more.\n');
		const last = next.lastIndexOf('```');
		for (let end = 0; end < last; end++) expect(howHalf(TEXT, next.slice(0, end))).not.toBeNull();
	});

	test('[FB5] one that stops in mid-line is cut short, however much was put in above', () => {
		const next = TEXT.replace('One.\n', 'One.\nAnd a line longer than what is missing.\n');
		expect(isCutShort(TEXT, next.slice(0, -3))).toBe(true);
		expect(isCutShort(TEXT, next)).toBe(false);
	});

	test('[FB5] a new line that begins as the last one does is not the last one', () => {
		expect(howHalf('# A\n\nOne.\nvim 1\n', '# A\n\nvim 14\nOne.\n')).toBe('at-line-end');
	});

	test('[FB5] an edit anywhere else, and one that adds to the end, is whole', () => {
		for (const whole of [
			TEXT,
			TEXT.replace('One', 'First'),
			TEXT.replace('One.\n\n', ''),
			`- new\n${TEXT}`,
			`${TEXT}\nThree.\n`,
			`${TEXT}and more`,
		]) {
			expect(isCutShort(TEXT, whole)).toBe(false);
			expect(howHalf(TEXT, whole)).toBeNull();
		}
	});

	test('[FB5] one that stops in mid-line is given longer than one that ends', () => {
		expect(howHalf(TEXT, TEXT.slice(0, -5))).toBe('in-mid-line');
		expect(howHalf(TEXT, '')).toBe('in-mid-line');
		expect(howHalf(TEXT, TEXT.slice(0, TEXT.indexOf('```\nmore')))).toBe('at-line-end');
		expect(howHalf('# One\n\nTwo', '# One\n\nThree')).toBe('at-line-end');
	});
});
