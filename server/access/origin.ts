import { isLoopbackHost, isPublicHost, type Names } from '#server/access/host.ts';

/**
 * The page's origin as a browser gives it, for a request to an allowed `host`. A client that is no
 * browser sends none and gets the origin that its address has.
 */
export function ownOriginOf(host: string, names: Names): string {
	if (names.publicUrl && isPublicHost(host, names)) return names.publicUrl.origin;
	// Through URL, so that a default port is left out as browsers do.
	return new URL(`${names.tls ? 'https' : 'http'}://${host}`).origin;
}

/** Only pages that this Lintel served itself may speak to it, whatever the route. */
export function isAllowedOrigin(origin: string, host: string, names: Names): boolean {
	if (origin === ownOriginOf(host, names)) return true;
	// A proxy may rewrite Host to the loopback name that it forwards to.
	return isLoopbackHost(host) && names.publicUrl !== null && origin === names.publicUrl.origin;
}
