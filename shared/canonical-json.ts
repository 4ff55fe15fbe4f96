import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785): equal values give equal text. Throws on what JSON cannot say. */
export function canonicalJson(value: unknown): string {
	const text = canonicalize(value);
	if (text === undefined) throw new Error('Only JSON values have a canonical form.');
	return text;
}
