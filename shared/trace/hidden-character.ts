/**
 * Characters that nobody sees: controls, zero-width ones, bidirectional overrides, tags, fillers.
 * As ranges of code points, both ends included.
 */
const HIDDEN: readonly (readonly [number, number])[] = [
	[0x00, 0x08],
	[0x0b, 0x0c],
	[0x0e, 0x1f],
	[0x7f, 0x9f],
	[0xad, 0xad],
	[0x34f, 0x34f],
	[0x61c, 0x61c],
	[0x115f, 0x1160],
	[0x17b4, 0x17b5],
	[0x180b, 0x180f],
	[0x200b, 0x200f],
	[0x2028, 0x202e],
	[0x2060, 0x206f],
	[0x3164, 0x3164],
	[0xfeff, 0xfeff],
	[0xffa0, 0xffa0],
	[0xfff9, 0xfffb],
	[0xe0000, 0xe0fff],
];
const SUSPECT = new RegExp(
	`[${HIDDEN.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]`,
	'gu',
);

/** Of what every keyboard types nothing is hidden, and a look at that is cheap. */
const PLAIN = /^[\t\n\r\x20-\x7e]*$/;

/** Where a joiner belongs: inside an emoji, and in scripts whose spelling needs it. */
const BEFORE_JOINER =
	/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Sinhala}])\p{M}*$/u;
const ZERO_WIDTH_NON_JOINER = '\u200C';
const ZERO_WIDTH_JOINER = '\u200D';

export interface HiddenCharacter {
	readonly name: string;
	/** In UTF-16 units. */
	readonly at: number;
	readonly length: number;
}

/** Every such character, in order. */
export function hiddenCharactersIn(text: string): readonly HiddenCharacter[] {
	if (PLAIN.test(text)) return [];
	return [...text.matchAll(SUSPECT)].flatMap(({ 0: character, index }) => {
		const joins = character === ZERO_WIDTH_JOINER || character === ZERO_WIDTH_NON_JOINER;
		if (joins && BEFORE_JOINER.test(text.slice(Math.max(0, index - 8), index))) return [];
		const code = character.codePointAt(0) ?? 0;
		const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
		return { name, at: index, length: character.length };
	});
}
