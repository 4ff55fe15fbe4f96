const ACCEPTED: ReadonlySet<string> = new Set([
	...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Unlicense', 'Apache-2.0'],
]);

/** Asks that a font stays under it, and nothing of what it is shipped with. */
const OF_FONTS = 'OFL-1.1';

/**
 * Whether Lintel may ship what is under this licence (an SPDX expression): of alternatives, one
 * suffices. Of what is joined with AND or WITH a person has to make up their mind: refused.
 */
export function isAccepted(expression: string, what: { readonly fontsOnly: boolean }): boolean {
	return expression
		.replace(/^\(([^()]*)\)$/, '$1')
		.split(' OR ')
		.some((licence) => ACCEPTED.has(licence) || (what.fontsOnly && licence === OF_FONTS));
}
