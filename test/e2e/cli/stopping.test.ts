import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { serveFolder } from '#test/e2e/world/served.ts';

/** Sends this much of a request and keeps the connection; resolves with what came within a moment. */
function hold(port: number, request: string): Promise<string> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(request));
		let heard = '';
		socket.on('data', (data) => {
			heard += String(data);
		});
		socket.on('error', () => undefined);
		setTimeout(() => resolve(heard), 300);
	});
}

test('[HT8] stopping waits for nobody: half a request, an idle socket, another upgrade', async () => {
	const served = await serveFolder();
	const { port } = served.relay;
	const head = `Host: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: `;
	const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';
	const [, , h2c] = await Promise.all([
		hold(port, 'GET / HT'),
		hold(port, `GET /log/x HTTP/1.1\r\n${head}websocket\r\n${key}\r\n`),
		hold(port, `GET /api/hello HTTP/1.1\r\n${head}h2c\r\n\r\n`),
	]);
	expect(h2c).toContain('"product":"lintel"');
	const began = performance.now();
	await served[Symbol.asyncDispose]();
	expect(performance.now() - began).toBeLessThan(3_000);
});
