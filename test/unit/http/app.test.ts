import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayPass } from '#client/sync/link-refusals.ts';
import { createAccess } from '#server/access/access.ts';
import type { Names } from '#server/access/host.ts';
import { createApp } from '#server/app.ts';
import { createWorkspaces } from '#server/workspaces.ts';
import { ApiError } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';
import { createClock } from '#test/unit/access/clock.ts';
import { createRandom } from '#test/unit/access/random.ts';

const POLICY = "default-src 'self'; script-src 'self' 'sha256-abc='";
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
const PAGE = `<!doctype html><meta http-equiv="content-security-policy" content="${POLICY}"><title>Lintel</title>`;
const PLAIN: Names = { tls: false, certificate: [], publicUrl: null };
const BEHIND_PROXY: Names = { ...PLAIN, publicUrl: new URL('https://lintel.example.org') };

const NO = err(refusal('none', 'There is no repository here.', 'None.'));

let assets: string;

beforeAll(() => {
	assets = mkdtempSync(join(tmpdir(), 'lintel-assets-'));
	mkdirSync(join(assets, '_app/immutable'), { recursive: true });
	writeFileSync(join(assets, 'index.html'), PAGE);
	writeFileSync(join(assets, '_app/immutable/app.js'), 'export {}');
	writeFileSync(join(assets, '_app/immutable/app.js.br'), 'compressed');
	writeFileSync(join(assets, 'service-worker.js'), 'self');
});

afterAll(() => rmSync(assets, { recursive: true }));

function appOf(names: Names = PLAIN, folder = assets, workspaces = noWorkspaces()) {
	const { now } = createClock();
	const random = createRandom();
	const errors: unknown[] = [];
	const { hono } = createApp({
		workspaces,
		access: createAccess({ names, random, now }),
		runners: {
			of: () => null,
			view: () => null,
			resume: () => {},
			onRun: () => () => {},
			onSaid: () => () => {},
			stop: async () => {},
		},
		assets: folder,
		version: '0.0.0',
		baseUrl: () => 'http://localhost:4400',
		timer: { after: () => () => undefined },
		...{ disk: fs, run: () => null },
		now,
		random,
		onError: (error) => void errors.push(error),
	});
	return { hono, errors };
}

function noWorkspaces() {
	return createWorkspaces({ locate: () => NO, openWorkspace: async () => NO });
}

/** A request from this machine, unless told otherwise. */
function ask(
	path: string,
	headers: Record<string, string> = {},
	from = '127.0.0.1',
	names = PLAIN,
) {
	const env = { incoming: { socket: { remoteAddress: from } } };
	return appOf(names).hono.request(path, { headers: { host: 'localhost:4400', ...headers } }, env);
}

describe('the page', () => {
	test.each(['/', '/index.html', '/w', '/w/app-abc123', '/w/app-abc123/designs/cp_1'])(
		'[HT1] %s is the app’s one page, with its own policy and no frames around it',
		async (path) => {
			const answer = await ask(path);
			expect(await answer.text()).toBe(PAGE);
			expect(answer.headers.get('content-security-policy')).toBe(
				`${POLICY}; frame-ancestors 'none'`,
			);
			expect(answer.headers.get('cache-control')).toBe('no-store');
		},
	);

	test.each([
		['/', `${POLICY}; frame-ancestors 'none'`],
		['/_app/immutable/app.js', `${POLICY}; frame-ancestors 'none'`],
		['/none.js', NOTHING],
		['/api/hello', NOTHING],
		['/api/none', NOTHING],
		['/local/none', NOTHING],
		['/mcp', NOTHING],
	])('[HT2] %s carries the headers that protect a browser', async (path, policy) => {
		const { headers } = await ask(path);
		expect(headers.get('content-security-policy')).toBe(policy);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('no-referrer');
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
	});

	test('[HT3] what never changes is kept for ever, compressed where the browser takes it', async () => {
		const answer = await ask('/_app/immutable/app.js', { 'accept-encoding': 'gzip, br' });
		expect(answer.headers.get('cache-control')).toContain('immutable');
		expect(answer.headers.get('content-encoding')).toBe('br');
		const gone = await ask('/_app/immutable/gone.js');
		expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-store']);
	});

	test('[HT3] the service worker is asked for every time', async () => {
		expect((await ask('/service-worker.js')).headers.get('cache-control')).toBe('no-store');
	});

	test('an app that is not built says how to build it', async () => {
		const { hono } = appOf(PLAIN, join(assets, 'nowhere'));
		const env = { incoming: { socket: { remoteAddress: '::1' } } };
		const answer = await hono.request('/', { headers: { host: 'localhost' } }, env);
		expect(answer.status).toBe(503);
		expect(await answer.text()).toContain('npm run build');
	});

	test('nothing outside the built app is served', async () => {
		for (const path of ['/../package.json', '/%2e%2e/package.json', '/_app/..%2f..%2fetc/passwd']) {
			expect((await ask(path)).status, path).toBeGreaterThanOrEqual(400);
		}
	});
});

describe('plain HTTP from elsewhere', () => {
	test('[HT5] gets only a page that says why', async () => {
		for (const path of ['/', '/api/hello', '/mcp', '/_app/immutable/app.js']) {
			const answer = await ask(path, { host: '10.0.0.5:4400' }, '10.0.0.9');
			expect(answer.status, path).toBe(403);
			expect(await answer.text(), path).toContain('--tls-cert');
			expect(answer.headers.get('content-security-policy'), path).toBe(NOTHING);
		}
	});

	test('[HT5] comes through a proxy that speaks HTTPS for the public name', async () => {
		const host = 'lintel.example.org';
		const proxied = { host, 'x-forwarded-proto': 'https' };
		expect((await ask('/api/hello', proxied, '10.0.0.2', BEHIND_PROXY)).status).toBe(200);
		expect((await ask('/api/hello', { host }, '10.0.0.2', BEHIND_PROXY)).status).toBe(403);
		const another = { ...proxied, host: 'evil.example' };
		expect((await ask('/api/hello', another, '10.0.0.2', BEHIND_PROXY)).status).toBe(403);
	});
});

test('[HT1] an address that leads nowhere gives a browser the app, which says so', async () => {
	const answer = await ask('/nope', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
	expect(answer.status).toBe(404);
	expect(await answer.text()).toBe(PAGE);
	expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
});

test('[HT6] errors are refusals in JSON, and what went wrong inside stays inside', async () => {
	const { hono, errors } = appOf();
	hono.get('/broken', () => {
		throw new Error(`secret in ${assets}`);
	});
	const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
	const answer = await hono.request('/broken', { headers: { host: 'localhost' } }, env);
	expect(answer.status).toBe(500);
	const text = await answer.text();
	expect(JSON.parse(text)).toMatchObject({ error: { guard: 'internal' } });
	expect(text).not.toContain('secret');
	expect(errors).toHaveLength(1);
	for (const [path, accept] of [
		['/api/none', 'text/html'],
		['/nope', '*/*'],
	] as const) {
		const none = await ask(path, { accept });
		expect(none.status).toBe(404);
		expect(await none.json()).toMatchObject({ error: { guard: 'not-found' } });
	}
});

test('[HT10] a workspace that is being opened says so, and the app tries again by itself', async () => {
	const read = Promise.withResolvers<typeof NO>();
	const workspaces = createWorkspaces({
		locate: (folder) => ok({ slug: 'app-abc123', folder }),
		openWorkspace: () => read.promise,
	});
	const { hono } = appOf(PLAIN, assets, workspaces);
	const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
	const hello = async () => {
		const headers = { host: 'localhost:4400' };
		const answer = await hono.request('/api/w/app-abc123/hello', { headers }, env);
		return { status: answer.status, ...ApiError.parse(await answer.json()) };
	};
	const opened = workspaces.open('/app');
	const meanwhile = await hello();
	expect(meanwhile).toMatchObject({ status: 503, error: { guard: 'opening' } });
	expect(mayPass(meanwhile.error)).toBe(true);
	read.resolve(NO);
	await opened;
	expect(await hello()).toMatchObject({ status: 404, error: { guard: 'workspace' } });
});
