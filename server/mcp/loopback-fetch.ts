import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Readable } from 'node:stream';
import type { Running } from '#server/cli/running-file.ts';

type Where = Pick<Running, 'port' | 'url'>;

/**
 * `fetch` to the Lintel of the same person on the same machine, whatever name its certificate has:
 * the secret in the running file is what is checked.
 */
export async function loopbackFetch(
	{ port, url }: Where,
	path: string,
	init: RequestInit,
): Promise<Response> {
	const send = url.startsWith('https:') ? secureRequest : plainRequest;
	const headers = Object.fromEntries(new Headers(init.headers));
	const body = typeof init.body === 'string' ? init.body : undefined;
	const message = await new Promise<IncomingMessage>((resolve, reject) => {
		const options = {
			host: '127.0.0.1',
			port,
			path,
			method: init.method ?? 'GET',
			headers: { ...headers, host: `localhost:${port}` },
			rejectUnauthorized: false,
			...(init.signal ? { signal: init.signal } : {}),
		};
		send(options, resolve).on('error', reject).end(body);
	});
	return responseFrom(message);
}

function responseFrom(message: IncomingMessage): Response {
	const headers = new Headers();
	for (const [name, value] of Object.entries(message.headers)) {
		for (const one of [value ?? []].flat()) headers.append(name, one);
	}
	const status = message.statusCode ?? 500;
	const hasBody = status !== 204 && status !== 304;
	if (!hasBody) message.resume();
	return new Response(hasBody ? bodyOf(message) : null, { status, headers });
}

/** Node's own `toWeb` is typed for its own stream class, so the bytes are handed over here. */
function bodyOf(message: Readable): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(controller) {
			message.on('data', (chunk: Uint8Array) => controller.enqueue(chunk));
			message.on('end', () => controller.close());
			message.on('error', (error) => controller.error(error));
		},
		cancel: () => void message.destroy(),
	});
}
