import { describe, expect, test } from 'vitest';
import { isAllowedHost } from '#server/access/host.ts';
import { isAllowedOrigin, ownOriginOf } from '#server/access/origin.ts';
import { JoinRequest } from '#shared/protocol/api.ts';

const plain = { tls: false, certificate: [], publicUrl: null };
const behindProxy = { ...plain, publicUrl: new URL('https://lintel.example.org') };
const withTls = { ...plain, tls: true, certificate: ['box.lan', '*.example.org', '192.168.1.5'] };

describe('Host', () => {
	test.each(['localhost:4400', '127.0.0.1:4400', '[::1]:4400', 'LOCALHOST:4400'])(
		'[AC6] %s is this machine',
		(host) => expect(isAllowedHost(host, plain)).toBe(true),
	);

	test.each([
		'evil.example',
		'localhost.evil.example:4400',
		'10.0.0.1:4400',
		'',
		'localhost@evil.example',
		'localhost:99999',
	])('[AC6] %s is refused', (host) => expect(isAllowedHost(host, plain)).toBe(false));

	test('[AC6] the names of the certificate and of the public address are taken', () => {
		expect(isAllowedHost('box.lan:4400', withTls)).toBe(true);
		expect(isAllowedHost('a.example.org', withTls)).toBe(true);
		expect(isAllowedHost('192.168.1.5:4400', withTls)).toBe(true);
		expect(isAllowedHost('a.b.example.org', withTls)).toBe(false);
		expect(isAllowedHost('lintel.example.org', behindProxy)).toBe(true);
		expect(isAllowedHost('box.lan', behindProxy)).toBe(false);
		expect(isAllowedHost('.example.org', withTls)).toBe(false);
		expect(isAllowedHost('box.lan', { ...withTls, certificate: ['BOX.LAN'] })).toBe(true);
		expect(isAllowedHost('box.lan', { ...withTls, tls: false })).toBe(false);
	});
});

describe('Origin', () => {
	test('[AC6] only the page of the very address may speak', () => {
		expect(isAllowedOrigin('http://localhost:4400', 'localhost:4400', plain)).toBe(true);
		expect(isAllowedOrigin('http://localhost:5173', 'localhost:4400', plain)).toBe(false);
		expect(isAllowedOrigin('http://127.0.0.1:4400', 'localhost:4400', plain)).toBe(false);
		expect(isAllowedOrigin('https://localhost:4400', 'localhost:4400', plain)).toBe(false);
		expect(isAllowedOrigin('null', 'localhost:4400', plain)).toBe(false);
	});

	test('[AC6] a page behind the proxy has the public origin, whatever Host the proxy sends', () => {
		const origin = 'https://lintel.example.org';
		expect(isAllowedOrigin(origin, 'lintel.example.org', behindProxy)).toBe(true);
		expect(isAllowedOrigin(origin, 'localhost:4400', behindProxy)).toBe(true);
		const evil = 'https://evil.example';
		expect(isAllowedOrigin(evil, 'localhost:4400', behindProxy)).toBe(false);
		expect(isAllowedOrigin(evil, 'lintel.example.org', behindProxy)).toBe(false);
		expect(isAllowedOrigin('http://lintel.example.org', 'lintel.example.org', behindProxy)).toBe(
			false,
		);
	});

	test('[AC6] behind the proxy this machine has its own origin, and no other name has the public one', () => {
		const own = 'http://localhost:4400';
		expect(isAllowedOrigin(own, 'localhost:4400', behindProxy)).toBe(true);
		const both = { ...withTls, publicUrl: behindProxy.publicUrl };
		expect(isAllowedOrigin('https://lintel.example.org', 'box.lan', both)).toBe(false);
	});

	test('default ports are left out, as browsers do', () => {
		expect(ownOriginOf('box.lan:443', withTls)).toBe('https://box.lan');
	});
});

test('[AC8] who asks to be let in bears a name that can be read', () => {
	const key = { kind: 'ed25519', x: 'AAAA' };
	const asks = (name: string) =>
		JoinRequest.safeParse({ name, device: { key, access: key } }).success;
	expect(asks('Åda 👩‍🚀 O’Neill')).toBe(true);
	for (const name of ['', 'Ada\u200b', '\u202eadA', 'Ada\nis an owner', 'Ada \ud83d']) {
		expect([name, asks(name)]).toEqual([name, false]);
	}
});
