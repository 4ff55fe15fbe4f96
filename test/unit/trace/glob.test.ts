import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGlob } from '#shared/trace/glob.ts';
import { leftOutBy } from '#shared/trace/tracing/left-out.ts';

const SIGNS = ['a', 'b', '/', '.ts', 'é', '🙂', '+', '(', '[', '\\'];
const glob = fc
	.array(fc.constantFrom(...SIGNS, '*', '**', '**/', '?', '/'), { minLength: 1, maxLength: 8 })
	.map((signs) => signs.join(''));
const path = fc
	.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 8 })
	.map((signs) => signs.join('').replace(/\/+/g, '/').replace(/^\//, 'a'));

const MEANS = new Map([
	['**/', '(?:.*/|(?<=^|/))'],
	['**', '.*'],
	['*', '[^/]*'],
	['?', '[^/]'],
]);

/** The same as a pattern, which hostile globs could stretch. */
function patternOf(one: string): RegExp {
	const below = one.endsWith('/') ? `${one}**` : one;
	const anchored = below.includes('/') ? below.replace(/^\//, '') : `**/${below}`;
	const pieces = anchored.match(/\*\*\/|\*\*|[\s\S]/gu) ?? [];
	const said = pieces.map(
		(piece) => MEANS.get(piece) ?? piece.replace(/[\\^$.|+()[\]{}/]/, '\\$&'),
	);
	return new RegExp(`^${said.join('')}$`, 'su');
}

test('[CK14] [TR15] a glob means what its pattern means, whatever the signs', () => {
	fc.assert(
		fc.property(glob, path, (one, at) => {
			expect(matchesGlob(one, at)).toBe(patternOf(one).test(at));
			expect(leftOutBy([one])(at)).toBe(matchesGlob(one, at));
		}),
		{ numRuns: 1_000, examples: [['docs/🙂/*.ts', 'docs/🙂/a.ts']] },
	);
});
