import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '#server/http/app-env.ts';
import type { BuiltPage } from '#server/http/built-app.ts';

const NOTHING = "default-src 'none'; frame-ancestors 'none'";

const FOR_EVER = 'public, max-age=31536000, immutable';

/** The headers that every answer carries; those that are no part of the app may load nothing. Only what never changes is kept. */
export function securityHeaders(readPage: () => BuiltPage | null): MiddlewareHandler<AppEnv> {
	return async (c, next) => {
		await next();
		// A WebSocket's handshake has no body to protect.
		if (c.req.header('upgrade')) return;
		// The app's own page says that an address leads nowhere.
		const lost =
			c.res.status === 404 && /^text\/html\b/.test(c.res.headers.get('content-type') ?? '');
		const isApp = !/^\/(api|local|mcp)(\/|$)/.test(c.req.path) && (c.res.status < 400 || lost);
		c.header('Content-Security-Policy', isApp ? (readPage()?.policy ?? NOTHING) : NOTHING);
		c.header('X-Content-Type-Options', 'nosniff');
		c.header('Referrer-Policy', 'no-referrer');
		c.header('Cross-Origin-Opener-Policy', 'same-origin');
		c.header('Cross-Origin-Resource-Policy', 'same-origin');
		const isForEver = c.res.ok && c.req.path.startsWith('/_app/immutable/');
		c.header('Cache-Control', isForEver ? FOR_EVER : 'no-store');
	};
}
