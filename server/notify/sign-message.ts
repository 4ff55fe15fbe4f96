import { createHmac } from 'node:crypto';

/**
 * The headers of one delivery, as Standard Webhooks has them. The receiver takes HMAC-SHA256 over
 * `<webhook-id>.<webhook-timestamp>.<body>` with the secret's bytes (what follows `whsec_`, in
 * base64), compares it with what follows `v1,`, refuses a timestamp that is minutes off, and takes
 * an id that it has seen for the same message again.
 */
export function signedHeaders(
	secret: string,
	message: { readonly id: string; readonly seconds: number; readonly body: string },
): Readonly<Record<string, string>> {
	const { id, seconds, body } = message;
	const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
	const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
	return {
		'content-type': 'application/json',
		'webhook-id': id,
		'webhook-timestamp': String(seconds),
		'webhook-signature': `v1,${signature}`,
	};
}
