import * as z from 'zod/mini';

/** Bytes as base64url without padding (RFC 4648, section 5). */
export const Base64Url = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/));
export type Base64Url = z.infer<typeof Base64Url>;

export function toBase64Url(bytes: Uint8Array): Base64Url {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws on text that is not base64url. */
export function fromBase64Url(text: Base64Url): Uint8Array<ArrayBuffer> {
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = new Uint8Array(binary.length);
	for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
	return bytes;
}
