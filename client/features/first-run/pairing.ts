/** The one-use code of the link that the first start prints: `#pair=<code>`. */
export function pairingIn(hash: string): string | null {
	const code = new URLSearchParams(hash.slice(1)).get('pair');
	return code === null || code === '' ? null : code;
}
