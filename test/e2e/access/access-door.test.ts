/** Who gets to the relay's routes at all, and who is seen waiting outside. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import {
	append,
	askForTicket,
	bearer,
	foundBy,
	post,
	type Served,
	serveFolder,
	signedBy,
	ticketOf,
} from '#test/e2e/world/served.ts';
import { closingOf, openSocket } from '#test/e2e/world/socket.ts';

let served: Served;
let ada: Person;
let slug: string;

beforeAll(async () => {
	served = await serveFolder();
	slug = served.workspace.slug;
	ada = await createPerson('Ada');
	await foundBy(served, ada);
});

afterAll(() => served[Symbol.asyncDispose]());

/** A request with any Host and Origin: `fetch` chooses them itself. */
function raw(
	path: string,
	headers: Record<string, string>,
	method = 'GET',
): Promise<{ status: number; body: string }> {
	return new Promise((resolve, reject) => {
		const options = { host: '127.0.0.1', port: served.relay.port, path, method, headers };
		request(options, (response) => {
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

describe('the front door', () => {
	test('[AC6] another Host is refused on every route and upgrade', async () => {
		for (const path of ['/', '/api/hello', '/mcp', '/local/status', `/w/${slug}`]) {
			expect((await raw(path, { host: 'evil.example' })).status, path).toBe(403);
		}
		const socket = openSocket(served, `/log/${slug}`, null, { headers: { host: 'evil.example' } });
		expect(await closingOf(socket)).toBe(403);
	});

	test('[AC6] another Origin is refused on every route and upgrade', async () => {
		const headers = { host: `localhost:${served.relay.port}`, origin: 'https://evil.example' };
		for (const path of ['/', '/api/hello', '/mcp', '/local/status', `/w/${slug}`]) {
			expect((await raw(path, headers)).status, path).toBe(403);
		}
		const socket = openSocket(served, `/log/${slug}`, null, { origin: 'http://localhost:5173' });
		expect(await closingOf(socket)).toBe(403);
	});

	test('[AC11] /local opens with the secret of the running file, and to no page', async () => {
		const url = `${served.origin}/local/repositories`;
		const headers = bearer(served.relay.access.localSecret.value);
		expect(await (await fetch(url, { headers })).json()).toHaveLength(1);
		expect((await fetch(url)).status).toBe(401);
		expect((await fetch(url, { headers: bearer('lls_guess') })).status).toBe(401);
		const fromPage = await fetch(url, { headers: { ...headers, origin: served.origin } });
		expect(fromPage.status).toBe(401);
		const proxied = await fetch(url, { headers: { ...headers, 'x-forwarded-for': '10.0.0.9' } });
		expect(proxied.status).toBe(401);
	});

	test('[AC8] a device asks to be let in, and only an owner sees it', async () => {
		const grace = await createPerson('Grace');
		const asked = await post(served, `/api/w/${slug}/joins`, {
			name: 'Grace',
			device: grace.device,
		});
		expect(asked.status).toBe(200);
		const headers = bearer(await ticketOf(served, ada));
		const pending = await fetch(`${served.origin}/api/w/${slug}/joins`, { headers });
		expect(await pending.json()).toContainEqual(
			expect.objectContaining({ name: 'Grace', device: grace.device }),
		);
		expect((await askForTicket(served, grace)).status).toBe(403);
		// Asking is no answer: what she signs counts for nothing, and nobody below an owner sees who asks.

		const role = { type: 'memberAdded', member: grace.id, name: blobRefOf(grace.name) } as const;
		const answered = await served.workspace.journal.append(
			[await signedBy(served, grace, { ...role, role: 'owner', device: grace.device })],
			[],
			[grace.name],
		);
		expect(answered).toMatchObject({ ok: false, refusal: { guard: 'unknown-key' } });
		const ben = await createPerson('Ben');
		const added = { type: 'memberAdded', member: ben.id, name: blobRefOf(ben.name) } as const;
		await append(
			served,
			await signedBy(served, ada, { ...added, role: 'reviewer', device: ben.device }),
		);
		const others = [bearer(await ticketOf(served, ben)), {}];
		for (const [n, headers] of others.entries()) {
			const seen = await fetch(`${served.origin}/api/w/${slug}/joins`, { headers });
			expect(seen.status).toBe([403, 401][n]);
		}
	});
});

test('no answer holds a stack, a path or a secret', async () => {
	const answers = await Promise.all([
		post(served, `/api/w/${slug}/ticket`, { key: 1 }),
		post(served, `/api/w/${slug}/found`, 'nonsense'),
		fetch(`${served.origin}/api/w/${slug}/texts/..%2f..%2fetc`),
		fetch(`${served.origin}/api/none`),
		fetch(`${served.origin}/w/%E0%A4%A`),
	]);
	for (const answer of answers) {
		const text = await answer.text();
		expect(text).not.toContain(served.folder);
		expect(text).not.toContain(served.relay.access.localSecret.value);
		expect(text).not.toMatch(/\bat .*\.ts:\d+/);
	}
	expect(served.errors).toEqual([]);
});
