import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { certify } from '#test/e2e/world/certificate.ts';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import { fetchTrusting, lookup } from '#test/e2e/world/secure-fetch.ts';
import { bearer, foundBy, type Served, serveFolder, ticketOf } from '#test/e2e/world/served.ts';

const NAME = 'lintel.test';
const STORIES = '# User Stories\n\n## Keep a draft\n\nAs a writer I want drafts kept.\n';

describe('over TLS', () => {
	let served: Served;
	let ada: Person;
	let ca: string;

	beforeAll(async () => {
		const tls = await certify(NAME);
		ca = tls.cert;
		served = await serveFolder({ 'user_stories.md': STORIES }, { tls }, fetchTrusting(ca));
		ada = await createPerson('Ada');
		await foundBy(served, ada);
	});

	afterAll(() => served[Symbol.asyncDispose]());

	test('[AC6] the address is the certificate’s name, and only that', async () => {
		expect(served.origin).toBe(`https://${NAME}:${served.relay.port}`);
		expect((await served.fetch(`${served.origin}/api/hello`)).status).toBe(200);
		const headers = { host: `other.test:${served.relay.port}` };
		expect((await served.fetch(`${served.origin}/api/hello`, { headers })).status).toBe(403);
	});

	test('[AC4] a ticket is for the https origin', async () => {
		const headers = bearer(await ticketOf(served, ada));
		const docs = await served.fetch(`${served.origin}/api/w/${served.workspace.slug}/docs`, {
			headers,
		});
		expect(docs.status).toBe(200);
		const foreign = { ...headers, origin: `http://${NAME}:${served.relay.port}` };
		const refused = await served.fetch(`${served.origin}/api/hello`, { headers: foreign });
		expect(refused.status).toBe(403);
	});

	test('a stock client syncs over wss', async () => {
		const ticket = await ticketOf(served, ada);
		class TrustingSocket extends WebSocket {
			constructor(url: string, protocols: string[]) {
				super(url, protocols, { ca, lookup });
			}
		}
		const yDoc = new Y.Doc();
		const url = `${served.origin.replace('https', 'wss')}/sync/${served.workspace.slug}`;
		const provider = new WebsocketProvider(url, 'stories', yDoc, {
			disableBc: true,
			protocols: ['lintel', `ticket.${ticket}`],
			WebSocketPolyfill: Object.assign(TrustingSocket),
		});
		await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
		expect(readStories(openStoriesDoc(yDoc)).map(({ title }) => title)).toEqual(['Keep a draft']);
		provider.destroy();
	});
});

const elsewhere = Object.values(networkInterfaces())
	.flatMap((addresses) => addresses ?? [])
	.find(({ internal, family }) => !internal && family === 'IPv4')?.address;

describe.skipIf(elsewhere === undefined)('plain HTTP beyond this machine', () => {
	test('[HT5] gets only a page that says why', async () => {
		await using served = await serveFolder({}, { host: '0.0.0.0' });
		const { port } = served.relay;
		for (const path of ['/', '/api/hello', '/mcp', `/w/${served.workspace.slug}`]) {
			const { status, body } = await get(`http://${elsewhere}:${port}${path}`, {});
			expect(status, path).toBe(403);
			expect(body, path).toContain('Lintel needs a private connection');
		}
		// Saying to be this machine does not make it so.
		const lied = await get(`http://${elsewhere}:${port}/api/hello`, { host: `localhost:${port}` });
		expect(lied.status).toBe(403);
		const socket = new WebSocket(`ws://${elsewhere}:${port}/log/${served.workspace.slug}`);
		const status = await new Promise((resolve) => {
			socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
			socket.on('error', () => undefined);
		});
		expect(status).toBe(403);
	});
});

test.runIf(elsewhere === undefined)(
	'this machine has no address beyond loopback to try from',
	() => {
		process.stderr.write(
			'Skipped: plain HTTP beyond this machine. It has only loopback addresses.\n',
		);
	},
);

function get(
	url: string,
	headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
	return new Promise((resolve, reject) => {
		request(url, { headers }, (response) => {
			let body = '';
			response.on('data', (piece) => {
				body += piece;
			});
			response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
		})
			.on('error', reject)
			.end();
	});
}
