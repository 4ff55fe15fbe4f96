import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { createRelayApi } from '#client/sync/relay-api.ts';

afterEach(() => vi.restoreAllMocks());

const api = createRelayApi('shop', 'http://relay', () => new Date(0));

function answersWith(body: string, type: string, status = 200) {
	const headers = { 'content-type': type };
	vi.spyOn(globalThis, 'fetch').mockImplementation(
		async () => new Response(body, { status, headers }),
	);
}

async function guardOf(path: string): Promise<string> {
	const answer = await api.ask(path, z.object({ root: z.string() }));
	return answer.ok ? 'none' : answer.error.guard;
}

test('[AC4] [RL31] where two clocks differ by days a ticket is used until it is not taken', async () => {
	const far = createRelayApi('shop', 'http://relay', () => new Date('2026-11-26T00:00:00Z'));
	far.setAccess({ keyId: 'k', sign: async () => new Uint8Array(64) });
	let issued = 0;
	vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
		const isTicket = String(input).endsWith('/ticket');
		const ticket = { ticket: `t${++issued}`, expiresAt: '2026-11-22T21:00:00.000Z' };
		return Response.json(isTicket ? ticket : { nonce: 'n' });
	});
	const first = await far.ticket();
	expect(first.ok).toBe(true);
	expect(await far.ticket()).toEqual(first);
	expect(await far.ticket(true)).not.toEqual(first);
});

describe('what answers at the relay’s address', () => {
	test.each([200, 403])('[OF22] a page with status %i is of something else', async (status) => {
		answersWith('<h1>Sign in to this network</h1>', 'text/html; charset=utf-8', status);
		expect(await guardOf('hello')).toBe('no-relay');
	});

	test.each([
		[502, '', ''],
		[503, 'no available server', 'text/plain'],
		[504, '<h1>Gateway Time-out</h1>', 'text/html'],
	])(
		'[OF22] %i is of a proxy without its relay, whatever it says beside',
		async (status, body, type) => {
			answersWith(body, type, status);
			expect(await guardOf('hello')).toBe('gateway');
		},
	);

	test('[OF22] an answer that broke off says nothing of what answers', async () => {
		answersWith('{"root":', 'application/json', 502);
		expect(await guardOf('hello')).toBe('unreadable');
	});

	test('[OF22] data that reads as nothing is of another version', async () => {
		answersWith('{"root":1}', 'application/json');
		expect(await guardOf('hello')).toBe('unreadable');
	});

	test('[OF22] one that says nothing is given up, a document later than a hello', async () => {
		const waits: number[] = [];
		vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			waits.push(ms);
			return AbortSignal.abort();
		});
		expect(await guardOf('hello')).toBe('silent');
		expect(await guardOf('docs/stories/sync')).toBe('silent');
		expect(waits[1]).toBeGreaterThan(waits[0] ?? Infinity);
	});
});
