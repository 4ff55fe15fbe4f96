import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it';
import { expect, test } from 'vitest';
import { withLeanTokens } from '#shared/markdown/lean-tokens.ts';

/** What begins, ends and breaks blocks, in any order. */
const PIECES = [
	...['# One', '## Two ##', 'Words', '===', '---', '- item', '* item', '1. first', '7) seventh'],
	...[
		'> quote',
		'```ts',
		'```',
		'~~~',
		'    code',
		'\tcode',
		'| a | b |',
		'|---|:-:|',
		'| 1 | 2 |',
	],
	...['<!-- note', '-->', '<div>', '</div>', '***', '', '', '  - inner', '   words', '- [ ] task'],
];

/** The same numbers in each run. */
function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return (state >>> 8) % sides;
	};
}

const plain = ({ ...properties }: Token) => properties;

test('[MD6] an outline is made of the very tokens that the parser makes', () => {
	const [ours, theirs] = [withLeanTokens(parser()), parser()];
	for (let seed = 1; seed <= 400; seed++) {
		const roll = dice(seed);
		const lines = Array.from({ length: 1 + roll(14) }, () => PIECES[roll(PIECES.length)] ?? '');
		const text = lines.join(roll(4) === 0 ? '\n\n' : '\n');
		expect(ours.parse(text, {}).map(plain), text).toEqual(theirs.parse(text, {}).map(plain));
	}
});

function parser(): Parser {
	const made = new MarkdownIt('commonmark').enable('table');
	made.core.ruler.enableOnly(['normalize', 'block']);
	return made;
}

test('[MD6] a token tells of its attributes', () => {
	const [token] = withLeanTokens(parser()).parse('3. third', {});
	expect(token?.attrGet('start')).toBe(3);
	token?.attrSet('start', 4);
	token?.attrJoin('class', 'one');
	token?.attrJoin('class', 'two');
	expect(token?.attrs).toEqual([
		['start', 4],
		['class', 'one two'],
	]);
	expect([token?.attrIndex('class'), token?.attrIndex('none')]).toEqual([1, -1]);
});
