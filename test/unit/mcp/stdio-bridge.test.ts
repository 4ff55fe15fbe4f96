/** What a client of `lintel mcp` hears while the Lintel behind it refuses, or ends in the midst. */
import fs, { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { speakOverStdio } from '#server/mcp/stdio.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const HELLO = { product: 'lintel' };
const SERVED = {
	slug: 'shop',
	name: 'Shop',
	folder: '/shop',
	founded: true,
	url: '',
	pairing: null,
};

/** A bridge to a Lintel that answers its `/mcp` so. */
async function bridgeTo(answer: RequestListener) {
	const folder = createTemporaryFolder();
	const relay = createServer((request, response) => {
		if (request.url === '/mcp') return answer(request, response);
		return response.end(JSON.stringify(request.url === '/api/hello' ? HELLO : SERVED));
	});
	await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
	const { port } = relay.address() as AddressInfo;
	const running = { pid: 1, port, url: `http://localhost:${port}`, secret: 's', startedAt: '' };
	writeFileSync(folder.file('running.json'), JSON.stringify(running));
	const [stdin, stdout] = [new PassThrough(), new PassThrough()];
	const warnings: string[] = [];
	const host = {
		...{ disk: fs, isAlive: () => true, self: ['lintel'], now: () => new Date(), stdin, stdout },
		startDetached: () => () => false,
		timer: { after: () => () => {} },
		stopping: new Promise<string>(() => {}),
		warn: (line: string) => void warnings.push(line),
	};
	const place = { slug: 'shop', folder: folder.path };
	const ended = speakOverStdio(host, { place, folder: folder.path, name: 'robin', serve: [] });
	const answers = stdout.setEncoding('utf8')[Symbol.asyncIterator]();
	return {
		warnings,
		say: (line: string) => void stdin.write(`${line}\n`),
		async heard(): Promise<Record<string, unknown>> {
			return JSON.parse(String((await answers.next()).value));
		},
		async [Symbol.asyncDispose]() {
			stdin.end();
			await ended;
			await new Promise((resolve) => relay.close(resolve));
			folder[Symbol.dispose]();
		},
	};
}

const call = (id: number) =>
	JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'check' } });

test('[MC36] a call whose Lintel ends in the midst is answered, and is not made again', async () => {
	let calls = 0;
	await using bridge = await bridgeTo((_, response) => {
		calls++;
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.write(': taken\n\n');
		setTimeout(() => response.destroy(), 20);
	});
	bridge.say(call(7));
	const message = expect.stringMatching(/may have done it, or not.*call again if it was not done/);
	expect(await bridge.heard()).toMatchObject({ id: 7, error: { message } });
	expect(calls).toBe(1);
});

test('[MC36] a call that is answered and whose stream then breaks is answered once', async () => {
	await using bridge = await bridgeTo((_, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.write('event: message\ndata: {"jsonrpc":"2.0","id":7,"result":{}}\n\n');
		setTimeout(() => response.destroy(), 20);
	});
	bridge.say(call(7));
	expect(await bridge.heard()).toEqual({ jsonrpc: '2.0', id: 7, result: {} });
	await expect.poll(() => bridge.warnings.join()).toContain('disconnected');
	bridge.say(call(7));
	expect(await bridge.heard()).toEqual({ jsonrpc: '2.0', id: 7, result: {} });
});

test('[MC2] what the Lintel refuses reaches the client as the sentences that it is', async () => {
	const error = { guard: 'too-large', reason: 'The request is too large.', fix: 'Send less.' };
	await using bridge = await bridgeTo((_, response) => {
		response.writeHead(413, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ error }));
	});
	bridge.say(call(7));
	const message = 'The request is too large. Send less.';
	expect(await bridge.heard()).toEqual({ jsonrpc: '2.0', id: 7, error: { code: -32603, message } });
});

test('a line that is no message is told of on standard error, and the next one is heard', async () => {
	await using bridge = await bridgeTo((_, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end('{"jsonrpc":"2.0","id":7,"result":{}}');
	});
	bridge.say(`[${call(1)}]`);
	bridge.say(call(7));
	expect(await bridge.heard()).toEqual({ jsonrpc: '2.0', id: 7, result: {} });
	expect(bridge.warnings.join()).toContain('was no JSON-RPC message');
});
