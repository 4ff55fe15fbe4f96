/**
 * Lets the app load with no network: every file of this build is fetched when the worker is
 * installed, but for what draws diagrams, which stays once someone has read one. A page that is open keeps the build it started with, since a new worker waits for it.
 */

import { APP_LICENCES } from '#shared/app-licences.ts';
import { version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';

const PREFIX = 'app-';
const CACHE = `${PREFIX}${version}`;
const SHELL = new URL('/', location.href).href;
/** A relay that hangs is as good as none. */
const PATIENCE_MS = 2_000;
/** A page with one of these asks for a sign-in, or for the permission to go on: it is the way back. */
const ASKS_FOR_SIGN_IN = new Set([401, 403, 511]);
/** What the relay says must come from the relay. */
const NEVER_CACHED = /^\/(api|sync|log|mcp|local)(\/|$)/;

/** Large, and needed by few: what draws diagrams. */
const LATER = /\/immutable\/assets\/diagram-frame\./;

self.addEventListener('install', (event) => {
	event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
	event.waitUntil(activate());
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (NEVER_CACHED.test(url.pathname)) return;
	event.respondWith(request.mode === 'navigate' ? page(request) : file(request));
});

async function install(): Promise<void> {
	const cache = await caches.open(CACHE);
	const files = filesOfBuild().filter((file) => !LATER.test(file));
	await cache.addAll([SHELL, ...files]);
}

async function activate(): Promise<void> {
	const old = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== CACHE);
	await Promise.all(old.map(keepLater));
	await Promise.all(old.map((key) => caches.delete(key)));
	await self.clients.claim();
}

/** A file whose name is in this build too has not changed. */
async function keepLater(from: string): Promise<void> {
	const [before, cache] = [await caches.open(from), await caches.open(CACHE)];
	const wanted = filesOfBuild().filter((file) => LATER.test(file));
	await Promise.all(
		wanted.map(async (file) => {
			const kept = await before.match(file);
			if (kept !== undefined) await cache.put(file, kept);
		}),
	);
}

function filesOfBuild(): string[] {
	const paths = [...immutable, ...assets].map(({ path }) => path);
	return [...paths, `/${APP_LICENCES}`].map((path) => new URL(path, SHELL).href);
}

/** Every address of the app is the same page, and what a proxy says of a relay that is gone is none. */
async function page(request: Request): Promise<Response> {
	const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
	const answer = await Promise.race([fetch(request).catch(() => null), late]);
	if (answer !== null && isForPeople(answer)) return answer;
	return (await caches.match(SHELL)) ?? answer ?? Response.error();
}

/** The app, where it leads elsewhere, or what somebody who wants in has to see. */
function isForPeople({ ok, type, status }: Response): boolean {
	return ok || type === 'opaqueredirect' || ASKS_FOR_SIGN_IN.has(status);
}

async function file(request: Request): Promise<Response> {
	const kept = await caches.match(request);
	if (kept !== undefined) return kept;
	const answer = await fetch(request);
	if (answer.ok && LATER.test(request.url)) {
		const cache = await caches.open(CACHE);
		await cache.put(request, answer.clone());
	}
	return answer;
}
