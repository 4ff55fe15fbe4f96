/** The `Host` of a request, checked: a name that Lintel was not told about is DNS rebinding. */

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** By what names this Lintel is reached, and over what. */
export interface Names {
	/** Whether this process itself speaks TLS. */
	readonly tls: boolean;
	/** The certificate's names; `*.example.org` stands for one label. */
	readonly certificate: readonly string[];
	/** Where a proxy in front is reached, or null. */
	readonly publicUrl: URL | null;
}

export function isLoopbackHost(host: string): boolean {
	return LOOPBACK_NAMES.includes(nameIn(host));
}

export function isAllowedHost(host: string, names: Names): boolean {
	if (!URL.canParse(`http://${host}`)) return false;
	const name = nameIn(host);
	if (LOOPBACK_NAMES.includes(name)) return true;
	if (isPublicHost(host, names)) return true;
	return names.tls && names.certificate.some((pattern) => matches(pattern, name));
}

export function isPublicHost(host: string, names: Names): boolean {
	return names.publicUrl !== null && names.publicUrl.hostname === nameIn(host);
}

/** The name of `name:port`, lower-case, IPv6 in its brackets. */
function nameIn(host: string): string {
	return host.toLowerCase().replace(/:\d{1,5}$/, '');
}

function matches(pattern: string, name: string): boolean {
	const wanted = pattern.toLowerCase();
	if (!wanted.startsWith('*.')) return wanted === name;
	const dot = name.indexOf('.');
	return dot > 0 && name.slice(dot) === wanted.slice(1);
}
