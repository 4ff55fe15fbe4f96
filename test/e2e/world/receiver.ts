/** A chat tool's end of a webhook: a real HTTP server that answers as it is told. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	readonly id: string;
	readonly seconds: number;
	readonly signature: string;
	readonly body: string;
}

export interface Receiver extends AsyncDisposable {
	readonly url: string;
	/** Every message, also those that were answered badly. */
	readonly received: readonly Received[];
	/** A status; `hang` for no answer at all; an address to redirect to. */
	answer: number | 'hang' | URL;
}

export async function createReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	const receiver = { answer: 204 as Receiver['answer'] };
	const server = createServer(async (request, response) => {
		received.push(messageIn(request, await bodyOf(request)));
		const { answer } = receiver;
		if (answer === 'hang') return;
		if (typeof answer === 'number') response.writeHead(answer).end('x'.repeat(1_000));
		else response.writeHead(307, { location: answer.href }).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : 0;
	return Object.assign(receiver, {
		...{ url: `http://127.0.0.1:${port}/hooks/secret-path`, received },
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	});
}

/** Whether the secret signed this, as a receiver checks it. */
export function isSigned(secret: string, { id, seconds, signature, body }: Received): boolean {
	const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
	const made = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
	const [expected, given] = [Buffer.from(`v1,${made}`), Buffer.from(signature)];
	return expected.length === given.length && timingSafeEqual(expected, given);
}

function messageIn({ headers }: IncomingMessage, body: string): Received {
	return {
		id: String(headers['webhook-id']),
		seconds: Number(headers['webhook-timestamp']),
		signature: String(headers['webhook-signature']),
		body,
	};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const piece of request) text += String(piece);
	return text;
}
