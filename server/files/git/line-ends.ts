/** Text as git keeps it, whichever line ends it gives to a checkout. */

/** Where git looks whether a file is text. */
const LOOKED_AT = 8_000;

/** The bytes with `\n` where a text has the line ends of Windows; what is no text stays as it is. */
export function withUnixEnds(bytes: Buffer): Buffer {
	if (!bytes.includes('\r\n') || bytes.subarray(0, LOOKED_AT).includes(0)) return bytes;
	return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
