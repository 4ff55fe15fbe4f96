import { expect, test } from 'vitest';
import { isAccepted } from '../../../licences/is-accepted.ts';

const code = { fontsOnly: false };

test.each(['MIT', 'BSD-2-Clause', '(MPL-2.0 OR Apache-2.0)', 'GPL-3.0-only OR MIT'])(
	'[LN2] %s is a licence to ship under',
	(licence) => expect(isAccepted(licence, code)).toBe(true),
);

test.each([
	'GPL-3.0-only',
	'EPL-2.0',
	'MIT AND CC-BY-4.0',
	'SEE LICENSE IN LICENSE',
	'UNLICENSED',
	'',
])('[LN2] "%s" is none', (licence) => expect(isAccepted(licence, code)).toBe(false));

test('[LN2] the licence of fonts is one for fonts alone', () => {
	expect(isAccepted('OFL-1.1', { fontsOnly: true })).toBe(true);
	expect(isAccepted('OFL-1.1', code)).toBe(false);
});
