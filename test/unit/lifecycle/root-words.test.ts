import { expect, test } from 'vitest';
import { hashOf } from '#shared/hash.ts';
import { rootWords } from '#shared/lifecycle/root-words.ts';

test('a root reads as six words, the same everywhere', () => {
	expect(rootWords('0'.repeat(64))).toEqual(Array(6).fill('abandon'));
	expect(rootWords('f'.repeat(64))).toEqual(Array(6).fill('zoo'));
	expect(rootWords(hashOf('bookshop')).join(' ')).toMatchInlineSnapshot(
		`"action slide boy mutual come tube"`,
	);
});

test('the first 66 bits choose the words, eleven each', () => {
	expect(rootWords(`001${'0'.repeat(61)}`)[0]).toBe('abandon');
	expect(rootWords(`002${'0'.repeat(61)}`)[0]).toBe('ability');
	expect(rootWords(`${'0'.repeat(16)}4${'0'.repeat(47)}`)[5]).toBe('ability');
});
