import { WebSocketServer } from 'ws';
import { SUBPROTOCOL } from '#shared/protocol/ticket.ts';

const MAX_FRAME = 16 * 1024 * 1024;

/** The WebSocket server that `serve` upgrades through. It never names a ticket back. */
export function createSocketServer(): WebSocketServer {
	return new WebSocketServer({
		noServer: true,
		maxPayload: MAX_FRAME,
		perMessageDeflate: false,
		handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
	});
}
