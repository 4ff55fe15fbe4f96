import { generate } from 'selfsigned';

/** A certificate that this machine makes for itself, for one host name. */
export async function certify(name: string): Promise<{ cert: string; key: string }> {
	const made = await generate([{ name: 'commonName', value: name }], {
		keySize: 2048,
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
		],
	});
	return { cert: made.cert, key: made.private };
}
