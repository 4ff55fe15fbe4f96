import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import {
	append,
	askForTicket,
	bearer,
	foundBy,
	foundingOf,
	post,
	type Served,
	serveFolder,
	signedBy,
	ticketOf,
} from '#test/e2e/world/served.ts';
import { askLog, closingOf, openSocket } from '#test/e2e/world/socket.ts';

const STORIES =
	'# User Stories\n\n## Keep a draft\n\nAs a writer I want drafts kept.\n\n**Acceptance Criteria**\n- A draft is kept.\n';

let served: Served;
let ada: Person;
let slug: string;

beforeAll(async () => {
	served = await serveFolder({ 'user_stories.md': STORIES });
	slug = served.workspace.slug;
	ada = await createPerson('Ada');
	await foundBy(served, ada);
});

afterAll(() => served[Symbol.asyncDispose]());

describe('founding', () => {
	test('[AC1] a workspace is founded once, with the code of its terminal', async () => {
		await using fresh = await serveFolder();
		const { slug: name } = fresh.workspace;
		const code = fresh.relay.access.pairing.open(name);
		const founding = await foundingOf(fresh, await createPerson('Ada'), code);

		const guessed = await post(fresh, `/api/w/${name}/found`, { ...founding, code: 'guess' });
		expect(guessed.status).toBe(403);
		const first = await post(fresh, `/api/w/${name}/found`, founding);
		expect(await first.json()).toEqual({ root: fresh.workspace.journal.ledger.state().root });
		// The page that never heard the answer asks again.
		const resent = await post(fresh, `/api/w/${name}/found`, founding);
		expect(await resent.json()).toEqual({ root: fresh.workspace.journal.ledger.state().root });
		expect(fresh.workspace.journal.position()).toBe(2);
		const again = await foundingOf(fresh, await createPerson('Mallory'), code);
		const second = await post(fresh, `/api/w/${name}/found`, again);
		expect(second.status).toBe(409);
	});

	test('[AC1] two foundings at once with one code found one workspace', async () => {
		await using fresh = await serveFolder();
		const { slug: name } = fresh.workspace;
		const code = fresh.relay.access.pairing.open(name);
		const people = await Promise.all([createPerson('Ada'), createPerson('Mallory')]);
		const answers = await Promise.all(
			people.map(async (person) =>
				post(fresh, `/api/w/${name}/found`, await foundingOf(fresh, person, code)),
			),
		);
		expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	});
});

describe('tickets', () => {
	test('[AC3] a signed nonce gives a ticket once', async () => {
		const minted = await post(served, `/api/w/${slug}/nonce`, {});
		const { nonce } = await minted.json();
		const proof = await ada.prove(served.origin, nonce);
		expect((await post(served, `/api/w/${slug}/ticket`, proof)).status).toBe(200);
		const replayed = await post(served, `/api/w/${slug}/ticket`, proof);
		expect(replayed.status).toBe(401);
		expect(await replayed.json()).toMatchObject({ error: { guard: 'nonce' } });
	});

	test('[AC4] a nonce signed for another origin gives none', async () => {
		const minted = await post(served, `/api/w/${slug}/nonce`, {});
		const { nonce } = await minted.json();
		const proof = await ada.prove('http://localhost:5173', nonce);
		expect((await post(served, `/api/w/${slug}/ticket`, proof)).status).toBe(401);
	});

	test('[AC4] a stranger gets none', async () => {
		const answer = await askForTicket(served, await createPerson('Mallory'));
		expect(answer.status).toBe(403);
		expect(await answer.json()).toMatchObject({ error: { guard: 'device' } });
	});

	test('[AC4] without a ticket every route of a workspace but its hello says 401', async () => {
		for (const path of ['docs', 'status', 'blobs', 'agents', 'joins', `texts/${'0'.repeat(64)}`]) {
			expect((await fetch(`${served.origin}/api/w/${slug}/${path}`)).status, path).toBe(401);
		}
		expect((await fetch(`${served.origin}/api/w/${slug}/hello`)).status).toBe(200);
	});

	test('[AC4] a member reads what the workspace holds', async () => {
		const headers = bearer(await ticketOf(served, ada));
		const docs = await fetch(`${served.origin}/api/w/${slug}/docs`, { headers });
		expect(await docs.json()).toContainEqual(expect.objectContaining({ name: 'stories' }));
		const status = await fetch(`${served.origin}/api/w/${slug}/status`, { headers });
		expect(await status.json()).toMatchObject({ stories: { total: 1 } });
	});

	test('[AC4] a ticket runs out after half a day, and another one is got', async () => {
		const ticket = await ticketOf(served, ada);
		const url = `${served.origin}/api/w/${slug}/status`;
		served.pass(12 * 60 * 60 * 1000);
		expect((await fetch(url, { headers: bearer(ticket) })).status).toBe(401);
		const renewed = await ticketOf(served, ada);
		expect((await fetch(url, { headers: bearer(renewed) })).status).toBe(200);
	});

	test('[AC9] a removed member’s ticket opens nothing, and their sockets close', async () => {
		const grace = await createPerson('Grace');
		const added = await signedBy(served, ada, {
			type: 'memberAdded',
			member: grace.id,
			name: blobRefOf(grace.name),
			role: 'author',
			device: grace.device,
		});
		await append(served, added);
		const ticket = await ticketOf(served, grace);
		const url = `${served.origin}/api/w/${slug}/status`;
		expect((await fetch(url, { headers: bearer(ticket) })).status).toBe(200);
		const socket = openSocket(served, `/log/${slug}`, ticket);
		const closed = closingOf(socket);
		await new Promise((resolve) => socket.on('open', resolve));

		await append(served, await signedBy(served, ada, { type: 'removed', subject: grace.id }));
		expect(await closed).toBe(4401);
		expect((await fetch(url, { headers: bearer(ticket) })).status).toBe(401);
		expect(await closingOf(openSocket(served, `/sync/${slug}/stories`, ticket))).toBe(4401);
	});
});

describe('sockets', () => {
	test('[AC4] without a ticket a socket is accepted and closed with 4401', async () => {
		expect(await closingOf(openSocket(served, `/sync/${slug}/stories`, null))).toBe(4401);
		expect(await closingOf(openSocket(served, `/log/${slug}`, null))).toBe(4401);
	});

	test('[AC13] whoever is turned away and goes on sending is cut off', async () => {
		const line = connect(Number(new URL(served.origin).port), 'localhost');
		const key = 'dGhlIHNhbXBsZSBub25jZQ==';
		const asked = ['Connection: Upgrade', 'Upgrade: websocket', `Sec-WebSocket-Key: ${key}`];
		const host = `Host: ${new URL(served.origin).host}`;
		const rest = [host, 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Protocol: lintel', '', ''];
		line.write([`GET /log/${slug} HTTP/1.1`, ...asked, ...rest].join('\r\n'));
		await once(line, 'data');
		// The beginning of a frame of sixteen megabytes, which a relay would keep until it is whole.
		line.write(Uint8Array.of(0x82, 0xff, 0, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3, 4));
		line.on('error', () => undefined);
		await expect.poll(() => line.destroyed || line.readableEnded, { timeout: 10_000 }).toBe(true);
	});

	test('[HT4] a name that is no document or workspace closes with 4404', async () => {
		const ticket = await ticketOf(served, ada);
		expect(await closingOf(openSocket(served, `/sync/${slug}/secrets`, ticket))).toBe(4404);
		expect(await closingOf(openSocket(served, '/log/nowhere', ticket))).toBe(4404);
	});

	test('the relay selects its own subprotocol and never repeats a ticket', async () => {
		const socket = openSocket(served, `/log/${slug}`, await ticketOf(served, ada));
		await new Promise((resolve) => socket.on('open', resolve));
		expect(socket.protocol).toBe('lintel');
		socket.terminate();
	});
});

describe('agents', () => {
	async function tokenOf(name: string): Promise<string> {
		const headers = bearer(await ticketOf(served, ada));
		const minted = await post(served, `/api/w/${slug}/agents`, { name }, headers);
		expect(minted.status).toBe(201);
		const { token } = await minted.json();
		return token;
	}

	test('[AC5] an agent’s token is refused everywhere but at /mcp', async () => {
		const headers = bearer(await tokenOf('robin'));
		for (const path of ['docs', 'status', 'blobs', 'agents', 'joins']) {
			const answer = await fetch(`${served.origin}/api/w/${slug}/${path}`, { headers });
			expect(answer.status, path).toBe(401);
		}
		expect((await post(served, `/api/w/${slug}/save`, {}, headers)).status).toBe(401);
		const local = await post(served, '/local/repositories', { folder: '/' }, headers);
		expect(local.status).toBe(401);
		expect((await fetch(`${served.origin}/mcp`, { method: 'POST', headers })).status).not.toBe(401);
	});

	test('[AC5] an agent’s token opens no socket', async () => {
		const token = await tokenOf('jay');
		expect(await closingOf(openSocket(served, `/log/${slug}`, token))).toBe(4401);
		expect(await closingOf(openSocket(served, `/sync/${slug}/stories`, token))).toBe(4401);
	});

	test('[AC10] an approval that an agent forges on the log socket approves nothing', async () => {
		const mallory = await createPerson('Mallory');
		const forged = await signedBy(served, mallory, {
			type: 'approved',
			answers: '0'.repeat(64),
			revision: '0'.repeat(64),
		});
		// Even over a Member's own socket, the signature is nobody's.
		const socket = openSocket(served, `/log/${slug}`, await ticketOf(served, ada));
		const answer = await askLog(served, socket, {
			type: 'append',
			ref: 1,
			envelopes: [forged],
			texts: [],
			blobs: [],
		});
		expect(answer.type).toBe('refused');
		socket.terminate();
	});

	test('[AC5] a revoked token opens nothing', async () => {
		const token = await tokenOf('wren');
		const headers = bearer(await ticketOf(served, ada));
		const listed = await fetch(`${served.origin}/api/w/${slug}/agents`, { headers });
		const agents: { id: string; name: string; admitted: boolean }[] = await listed.json();
		const wren = agents.find(({ name }) => name === 'wren');
		expect(wren?.admitted).toBe(false);
		const url = `${served.origin}/api/w/${slug}/agents/${wren?.id}`;
		expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(200);
		const answer = await fetch(`${served.origin}/mcp`, { method: 'POST', headers: bearer(token) });
		expect(answer.status).toBe(401);
	});
});
