/**
 * The first thing every request and every upgrade meets: is `Host` a name of this Lintel, is
 * `Origin` a page of its own, and does it come over something that nobody on the way can read?
 */
import type { MiddlewareHandler } from 'hono';
import { isAllowedHost, isLoopbackHost, isPublicHost, type Names } from '#server/access/host.ts';
import { isAllowedOrigin, ownOriginOf } from '#server/access/origin.ts';
import { refuse } from '#server/http/answers.ts';
import type { AppContext, AppEnv } from '#server/http/app-env.ts';
import { PLAIN_HTTP_PAGE } from '#server/http/plain-http-page.ts';
import { refusal } from '#shared/refusal.ts';

export function frontDoor(names: Names): MiddlewareHandler<AppEnv> {
	return async (c, next) => {
		const host = c.req.header('host') ?? '';
		const loopback = isLoopbackAddress(c.env.incoming?.socket.remoteAddress);
		if (!loopback && !names.tls && !camePrivately(c, host, names)) return explainPlainHttp(c);
		if (!isAllowedHost(host, names)) return refuse(c, 403, wrongHost);

		const origin = c.req.header('origin') ?? ownOriginOf(host, names);
		if (!isAllowedOrigin(origin, host, names)) return refuse(c, 403, wrongOrigin);
		if (c.req.header('sec-fetch-site') === 'cross-site' && !isNavigation(c))
			return refuse(c, 403, wrongOrigin);

		c.set('origin', origin);
		c.set('local', loopback && isLoopbackHost(host) && !wasForwarded(c));
		return next();
	};
}

/** Whether a proxy that speaks TLS to the outside sent this on. */
function camePrivately(c: AppContext, host: string, names: Names): boolean {
	const named = isPublicHost(host, names) || isPublicHost(forwardedHost(c), names);
	return named && c.req.header('x-forwarded-proto') === 'https';
}

function forwardedHost(c: AppContext): string {
	return c.req.header('x-forwarded-host') ?? '';
}

function wasForwarded(c: AppContext): boolean {
	return ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'via'].some(
		(name) => c.req.header(name) !== undefined,
	);
}

function isNavigation(c: AppContext): boolean {
	return c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate';
}

function isLoopbackAddress(address: string | undefined): boolean {
	if (address === undefined) return false;
	return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function explainPlainHttp(c: AppContext): Response {
	return c.html(PLAIN_HTTP_PAGE, 403, { 'Cache-Control': 'no-store' });
}

const wrongHost = refusal(
	'host',
	'This Lintel does not answer to that name.',
	'Open it by the address it printed, or start it with --public-url or a certificate for this name.',
);

const wrongOrigin = refusal(
	'origin',
	'The request comes from a page that this Lintel did not serve.',
	'Open Lintel by the address it printed.',
);
