import { X509Certificate } from 'node:crypto';

/** The names a TLS certificate stands for, as they appear in a `Host` header. Throws on bad PEM. */
export function certificateNames(pem: string | Uint8Array): readonly string[] {
	const { subjectAltName, subject } = new X509Certificate(pem);
	if (!subjectAltName) return [/^CN=(.+)$/m.exec(subject)?.[1] ?? []].flat();
	return subjectAltName.split(/,\s*/).flatMap((entry) => {
		const [kind, name] = [entry.slice(0, entry.indexOf(':')), entry.slice(entry.indexOf(':') + 1)];
		if (kind === 'DNS') return [name.toLowerCase()];
		if (kind === 'IP Address') return [name.includes(':') ? `[${shortIpv6(name)}]` : name];
		return [];
	});
}

/** `0:0:0:0:0:0:0:1` as the `::1` of a `Host` header. */
function shortIpv6(address: string): string {
	return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
