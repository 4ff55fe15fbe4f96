import { WebSocket } from 'ws';
import type { LogDown, LogUp } from '#shared/protocol/log.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { Served } from '#test/e2e/world/served.ts';

/** A WebSocket with a ticket, the way a browser offers one. */
export function openSocket(
	{ origin }: Served,
	path: string,
	ticket: string | null,
	options: WebSocket.ClientOptions = {},
): WebSocket {
	const protocols = ticket === null ? ['lintel'] : ['lintel', `ticket.${ticket}`];
	return new WebSocket(origin.replace(/^http/, 'ws') + path, protocols, options);
}

/** The code a socket is closed with, or the HTTP status of a refused upgrade. */
export function closingOf(socket: WebSocket): Promise<number> {
	return new Promise((resolve) => {
		socket.on('close', resolve);
		socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
		socket.on('error', () => undefined);
	});
}

/** Says hello on a log socket, then one thing, and resolves with the answer of this type. */
export function askLog(
	served: Served,
	socket: WebSocket,
	message: Extract<LogUp, { type: 'append' }>,
): Promise<LogDown> {
	const { root } = served.workspace.journal.ledger.state();
	return new Promise((resolve, reject) => {
		socket.on('open', () => {
			const hello: LogUp = { type: 'hello', protocol: PROTOCOL_VERSION, root, position: 0 };
			socket.send(JSON.stringify(hello));
			socket.send(JSON.stringify(message));
		});
		socket.on('message', (data) => {
			const answer: LogDown = JSON.parse(String(data));
			if ('ref' in answer && answer.ref === message.ref) resolve(answer);
		});
		socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
	});
}
