/** Speaks to the Lintel that runs already, with the secret of its running file. */
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { z } from 'zod';
import type { Running } from '#server/cli/running-file.ts';
import { ApiError } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

/** One request to a `/local` route or `/api/hello`; the answer is parsed, a refusal passed on. */
export async function ask<T>(
	running: Pick<Running, 'port' | 'url' | 'secret'>,
	method: Method,
	path: string,
	answer: z.core.$ZodType<T>,
	body?: unknown,
): Promise<Result<T, Refusal>> {
	try {
		const json: unknown = JSON.parse(await send(running, method, path, body));
		const refused = ApiError.safeParse(json);
		if (refused.success) return err(refused.data.error);
		const parsed = z.safeParse(answer, json);
		return parsed.success ? ok(parsed.data) : err(notUnderstood);
	} catch {
		return err(noAnswer(running.url));
	}
}

/** Whether a Lintel answers at this address. */
export async function isLintel(port: number, url: string): Promise<boolean> {
	const hello = z.object({ product: z.literal('lintel') });
	return (await ask({ port, url, secret: '' }, 'GET', '/api/hello', hello)).ok;
}

const TIMEOUT_MS = 30_000;
/** Not the same for all: a hello is answered at once, ten megabytes take their time. */
const TIMEOUTS: Readonly<Record<string, number>> = {
	'/api/hello': 2_000,
	'/local/import': 300_000,
};

function send(
	{ port, url, secret }: Pick<Running, 'port' | 'url' | 'secret'>,
	method: Method,
	path: string,
	body: unknown,
): Promise<string> {
	const payload = body === undefined ? '' : JSON.stringify(body);
	const request = url.startsWith('https:') ? secureRequest : plainRequest;
	return new Promise((resolve, reject) => {
		const asked = request(
			{
				// Its own loopback, whatever name its certificate has: the secret is what is checked.
				...{ host: '127.0.0.1', port, method, path, rejectUnauthorized: false },
				timeout: TIMEOUTS[path] ?? TIMEOUT_MS,
				headers: {
					host: `localhost:${port}`,
					...(secret === '' ? {} : { authorization: `Bearer ${secret}` }),
					...(payload === '' ? {} : bodyHeaders(payload)),
				},
			},
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (piece: string) => {
					text += piece;
				});
				response.on('end', () => resolve(text));
				response.on('error', reject);
			},
		);
		asked.on('timeout', () => asked.destroy(new Error('timeout')));
		asked.on('error', reject);
		asked.end(payload);
	});
}

/** With its length, since Node sends a DELETE's body without one as no body. */
function bodyHeaders(payload: string) {
	return { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
}

function noAnswer(url: string): Refusal {
	return refusal(
		'no-answer',
		`The Lintel at ${url} does not answer.`,
		'Look at the terminal it runs in, or stop it and start it again.',
	);
}

const notUnderstood = refusal(
	'not-understood',
	'The Lintel that runs gave an answer that this one does not understand.',
	'It is probably of another version: stop it and start it again.',
);
