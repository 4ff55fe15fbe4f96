import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeText3 } from '#shared/doc/merge-text.ts';

describe('words that both sides changed', () => {
	test('[DC5] both pieces stand as whole words, mine first', () => {
		const base = 'A reader with a valid password reaches their shelf';
		const merged = mergeText3(
			base,
			base.replace('valid', 'good'),
			base.replace('valid', 'correct'),
		);
		expect(merged.text).toBe('A reader with a good correct password reaches their shelf');
		expect(merged.conflicts).toEqual([{ mine: 'good', theirs: 'correct', both: 'good correct' }]);
	});

	test('[DC5] the same change on both sides is made once', () => {
		const merged = mergeText3('one two three', 'one 2 three', 'one 2 three four');
		expect(merged).toEqual({ text: 'one 2 three four', conflict: false, conflicts: [] });
	});

	test('[DC5] lines that both put into one place both stand, and nobody is asked', () => {
		const merged = mergeText3('- a\n- z\n', '- a\n- mine\n- z\n', '- a\n- theirs\n- z\n');
		expect(merged.text).toBe('- a\n- mine\n- theirs\n- z\n');
		expect(merged.conflict).toBe(false);
	});

	test('[DC5] words put into what the other side took away survive', () => {
		const merged = mergeText3(
			'Keep. Drop all this. End.',
			'Keep. End.',
			'Keep. Drop not all this. End.',
		);
		expect(merged.text).toContain('not');
		expect(merged.conflict).toBe(true);
	});

	test('[DC5] changes beside each other are no conflict', () => {
		expect(mergeText3('foo bar', 'fox bar', 'foo new bar').text).toBe('fox new bar');
	});

	test('[DC5] every line that either side put in is in the merge', () => {
		const lines = fc.array(fc.constantFrom('alpha', 'beta', 'gamma', 'delta'), { maxLength: 8 });
		const places = fc.array(fc.tuple(fc.nat(8), fc.boolean()), { maxLength: 6 });
		fc.assert(
			fc.property(lines, places, (base, added) => {
				const side = (mine: boolean) => {
					const text: string[] = [...base];
					for (const [n, [at, isMine]] of added.entries())
						if (isMine === mine) text.splice(Math.min(at, text.length), 0, `new line ${n}`);
					return text.map((line) => `${line}\n`).join('');
				};
				const merged = mergeText3(
					base.map((line) => `${line}\n`).join(''),
					side(true),
					side(false),
				);
				for (const n of added.keys()) expect(merged.text.split('\n')).toContain(`new line ${n}`);
			}),
		);
	});
});
