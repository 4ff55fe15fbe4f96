import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Names } from '#server/access/host.ts';
import type { AppEnv } from '#server/http/app-env.ts';
import { frontDoor } from '#server/http/front-door.ts';

const PLAIN: Names = { tls: false, certificate: [], publicUrl: null };
const TLS: Names = { ...PLAIN, tls: true, certificate: ['box.lan'] };
const BEHIND_PROXY: Names = { ...PLAIN, publicUrl: new URL('https://lintel.example.org') };
const PUBLIC = 'lintel.example.org';
const HERE = '127.0.0.1';
const ELSEWHERE = '10.0.0.9';

interface Asked {
	/** Null where the socket does not say. */
	readonly from?: string | null;
	readonly names?: Names;
	readonly method?: string;
	readonly host?: string;
}

/** What lies behind the door: who it says is asking, or why it stays shut. */
async function ask(headers: Record<string, string> = {}, asked: Asked = {}) {
	const { from = HERE, names = PLAIN, method = 'GET', host = 'localhost:4400' } = asked;
	const hono = new Hono<AppEnv>();
	hono.use(frontDoor(names));
	hono.all('*', (c) => c.json({ origin: c.get('origin'), local: c.get('local') }));
	const env = { incoming: { socket: { remoteAddress: from ?? undefined } } };
	const answer = await hono.request('/', { method, headers: { host, ...headers } }, env);
	const text = await answer.text();
	return answer.status === 403 && !text.startsWith('{') ? 'plain-http' : JSON.parse(text);
}

/** The guard that refuses, `plain-http`, or null. */
async function guardOf(...asked: Parameters<typeof ask>): Promise<string | null> {
	const said = await ask(...asked);
	return typeof said === 'string' ? said : (said.error?.guard ?? null);
}

test('[AC6] it opens to names and pages of this Lintel', async () => {
	expect(await ask()).toEqual({ origin: 'http://localhost:4400', local: true });
	expect(await ask({ origin: 'http://localhost:4400' })).toMatchObject({ local: true });
	expect(await guardOf({}, { host: 'evil.example' })).toBe('host');
	expect(await guardOf({}, { host: '' })).toBe('host');
	expect(await guardOf({ origin: 'https://evil.example' })).toBe('origin');
	expect(await guardOf({ origin: 'null' })).toBe('origin');
	const proxied = { 'x-forwarded-proto': 'https', origin: BEHIND_PROXY.publicUrl?.origin ?? '' };
	expect(await ask(proxied, { names: BEHIND_PROXY })).toMatchObject({ origin: proxied.origin });
});

test.each([
	['GET', 'navigate', null],
	['GET', 'cors', 'origin'],
	['GET', 'no-cors', 'origin'],
	['POST', 'navigate', 'origin'],
])('[AC6] of another site’s page a %s to %s is met with %s', async (method, mode, guard) => {
	const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode };
	expect(await guardOf(headers, { method })).toBe(guard);
	expect(await guardOf({ ...headers, 'sec-fetch-site': 'same-origin' }, { method })).toBeNull();
});

test.each<[string, Record<string, string>, Asked, boolean]>([
	['over IPv4', {}, {}, true],
	['over IPv6', {}, { from: '::1', host: '[::1]:4400' }, true],
	['over IPv4 in IPv6', {}, { from: '::ffff:127.0.0.1' }, true],
	['from elsewhere by that name', {}, { from: ELSEWHERE, names: TLS }, false],
	['from what only holds such an address', {}, { from: '10.127.0.1', names: TLS }, false],
	['by another name', {}, { host: 'box.lan', names: TLS }, false],
	...['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'via'].map(
		(name): [string, Record<string, string>, Asked, boolean] => [
			`through a proxy that says ${name}`,
			{ [name]: 'a' },
			{},
			false,
		],
	),
])('[AC11] %s a request is of this machine', async (_, headers, asked, local) => {
	expect(await ask(headers, asked)).toMatchObject({ local });
});

test.each<[string, Record<string, string>, Asked, string | null]>([
	['over plain HTTP to a name of this machine', {}, {}, 'plain-http'],
	['over a socket that does not say where from', {}, { from: null }, 'plain-http'],
	['over the relay’s own TLS', {}, { names: TLS, host: 'box.lan' }, null],
	['sent on by a proxy that nobody named', { 'x-forwarded-proto': 'https' }, {}, 'plain-http'],
	[
		'said to be private, to a name of this machine',
		{ 'x-forwarded-proto': 'https' },
		{ names: BEHIND_PROXY },
		'plain-http',
	],
	[
		'private to the public name',
		{ 'x-forwarded-proto': 'https' },
		{ names: BEHIND_PROXY, host: PUBLIC },
		null,
	],
	[
		'private to the public name, which its proxy rewrote',
		{ 'x-forwarded-proto': 'https', 'x-forwarded-host': PUBLIC },
		{ names: BEHIND_PROXY },
		null,
	],
	[
		'plain on its way to the proxy',
		{ 'x-forwarded-proto': 'http' },
		{ names: BEHIND_PROXY, host: PUBLIC },
		'plain-http',
	],
])('[HT5] from elsewhere, %s', async (_, headers, asked, guard) => {
	expect(await guardOf(headers, { from: ELSEWHERE, ...asked })).toBe(guard);
});
