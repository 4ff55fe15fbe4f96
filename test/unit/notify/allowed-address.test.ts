import { describe, expect, test } from 'vitest';
import { parseWebhookUrl, refuseAddress } from '#server/notify/allowed-address.ts';
import { checkedLookup } from '#server/notify/checked-lookup.ts';

const guardOf = (text: string) => {
	const parsed = parseWebhookUrl(text);
	return parsed.ok ? 'ok' : parsed.error.guard;
};
const over = (address: string, protocol = 'https:', mayBePrivate = false) =>
	refuseAddress(address, { protocol, mayBePrivate })?.guard ?? 'ok';

describe('the address of a webhook', () => {
	test('[NO5] is HTTPS, or plain HTTP on this very machine', () => {
		expect(guardOf('https://chat.example.com/hooks/abc')).toBe('ok');
		expect(guardOf('http://localhost:8065/hook')).toBe('ok');
		expect(guardOf('http://127.0.0.9:80/hook')).toBe('ok');
		expect(guardOf('http://[::1]:80/hook')).toBe('ok');
		expect(guardOf('http://chat.example.com/hook')).toBe('webhook-plain');
		expect(guardOf('http://127.0.0.1.example.com/')).toBe('webhook-plain');
		expect(guardOf('http://10.0.0.1/')).toBe('webhook-plain');
		for (const text of ['', 'chat', 'ftp://x', 'file:///etc/passwd', 'javascript:1']) {
			expect(guardOf(text)).toBe('webhook-url');
		}
		expect(guardOf('https://ada:secret@chat.example.com/')).toBe('webhook-user');
	});

	test('[NO5] numbers that no message may go to are refused as they are added', () => {
		expect(guardOf('https://10.0.0.1/hook')).toBe('webhook-private');
		expect(guardOf('https://0x0a000001/hook')).toBe('webhook-private');
		expect(guardOf('https://[fd12::1]/hook')).toBe('webhook-private');
		expect(guardOf('https://169.254.169.254/hook')).toBe('webhook-address');
		expect(parseWebhookUrl('https://10.0.0.1/hook', true).ok).toBe(true);
		expect(parseWebhookUrl('https://169.254.169.254/', true).ok).toBe(false);
	});

	test('[NO5] leads to no private network unless that is meant, and never to a network’s services', () => {
		for (const inside of [
			'10.1.2.3',
			'172.16.0.1',
			'192.168.1.1',
			'100.64.0.1',
			'fd12::1',
			'fec0::1',
		]) {
			expect(over(inside)).toBe('webhook-private');
			expect(over(inside, 'https:', true)).toBe('ok');
		}
		expect(over('::ffff:10.1.2.3')).toBe('webhook-private');
		for (const never of [
			'169.254.169.254',
			'0.0.0.0',
			'fe80::1',
			'224.0.0.1',
			'::',
			'nothing',
			'64:ff9b::a9fe:a9fe',
			'2002:a9fe:a9fe::1',
			'2001:0:a9fe:a9fe::1',
			'::ffff:0:a9fe:a9fe',
		]) {
			expect(over(never, 'https:', true)).toBe('webhook-address');
		}
		expect(over('::ffff:169.254.169.254', 'https:', true)).toBe('webhook-address');
		expect(over('fd00:ec2::254', 'https:', true)).toBe('webhook-address');
		expect(over('93.184.216.34')).toBe('ok');
		expect(over('2606:2800:220:1:248:1893:25c8:1946')).toBe('ok');
	});

	test('[NO5] over plain HTTP leads nowhere but to this machine, whatever its name resolves to', () => {
		expect(over('127.0.0.1', 'http:')).toBe('ok');
		expect(over('::1', 'http:')).toBe('ok');
		expect(over('93.184.216.34', 'http:', true)).toBe('webhook-plain');
		expect(over('10.0.0.1', 'http:', true)).toBe('webhook-plain');
	});

	test.each([true, false])(
		'[NO5] is checked once its name is looked up, every one of them: %s',
		(all) => {
			const lookUp = (protocol: string, ...addresses: readonly string[]) => {
				const found = addresses.map((address) => ({
					address,
					family: address.includes(':') ? 6 : 4,
				}));
				const lookup = checkedLookup({ protocol, mayBePrivate: false }, (_, __, done) =>
					done(null, found),
				);
				let answer: unknown;
				lookup('chat.example.com', { all }, (error, address) => {
					answer = error === null ? address : error.message;
				});
				return answer;
			};
			const [one, other] = ['93.184.216.34', '93.184.216.35'];
			expect(JSON.stringify(lookUp('https:', one, other))).toContain(one);
			expect(lookUp('https:', one, '10.0.0.1')).toContain('private network');
			expect(lookUp('https:', '169.254.169.254')).toContain('nothing is sent to');
			expect(lookUp('http:', one)).toContain('this machine only');
		},
	);
});
