/** Which addresses a webhook may go to: HTTPS in public, or this very machine. */
import { BlockList, isIP } from 'node:net';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const LOOPBACK = listOf(['127.0.0.0/8', '::1/128']);
/** Nobody's, or a network's own: the place of metadata services and of what no one meant to open. */
const NEVER = listOf([
	...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15'],
	...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
	...[
		'::/128',
		'fe80::/10',
		'ff00::/8',
		'2001:db8::/32',
		'64:ff9b::/96',
		'64:ff9b:1::/48',
		'2002::/16',
		'2001::/32',
		'::ffff:0:0:0/96',
		'::/96',
		'fd00:ec2::254/128',
	],
]);
const PRIVATE = listOf([
	'10.0.0.0/8',
	'100.64.0.0/10',
	'172.16.0.0/12',
	'192.168.0.0/16',
	'fc00::/7',
	'fec0::/10',
]);

/** The address of a webhook as it was typed; refused where it is not one that may be sent to. */
export function parseWebhookUrl(text: string, mayBePrivate = false): Result<URL, Refusal> {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url === null || !['https:', 'http:'].includes(url.protocol)) return err(NO_URL);
	if (url.username !== '' || url.password !== '') return err(NAMED);
	if (url.protocol === 'http:' && !isLoopbackName(url.hostname)) return err(PLAIN);
	// What a name leads to is looked up for each message; numbers lead nowhere else later.
	const address = url.hostname.replace(/^\[|\]$/g, '');
	const refused =
		isIP(address) === 0 ? null : refuseAddress(address, { protocol: url.protocol, mayBePrivate });
	return refused === null ? ok(url) : err(refused);
}

/** Whether a connection may go to this address, which a name was resolved to. */
export function refuseAddress(
	address: string,
	{ protocol, mayBePrivate }: { readonly protocol: string; readonly mayBePrivate: boolean },
): Refusal | null {
	const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	const kind = plain === address ? family : 'ipv4';
	if (isIP(plain) === 0) return ELSEWHERE;
	if (LOOPBACK.check(plain, kind)) return null;
	if (protocol === 'http:') return PLAIN;
	if (NEVER.check(plain, kind)) return ELSEWHERE;
	return PRIVATE.check(plain, kind) && !mayBePrivate ? INSIDE : null;
}

function isLoopbackName(hostname: string): boolean {
	const bare = hostname.replace(/^\[|\]$/g, '');
	if (bare === 'localhost') return true;
	return isIP(bare) !== 0 && LOOPBACK.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4');
}

function listOf(subnets: readonly string[]): BlockList {
	const list = new BlockList();
	for (const subnet of subnets) {
		const [address = '', prefix] = subnet.split('/');
		list.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
	}
	return list;
}

const NO_URL = refusal(
	'webhook-url',
	'That is no address of a webhook.',
	'Give it whole: https://chat.example.com/hooks/…',
);

const NAMED = refusal(
	'webhook-user',
	'The address holds a user name or a password.',
	'Leave them out: each message is signed with a secret of its own.',
);

const PLAIN = refusal(
	'webhook-plain',
	'Over plain HTTP a webhook goes to this machine only.',
	'Use https://, or http://localhost:PORT for a program that runs here.',
);

const ELSEWHERE = refusal(
	'webhook-address',
	'It leads to an address that nothing is sent to.',
	'Check it: it may lead to a network’s own services.',
);

const INSIDE = refusal(
	'webhook-private',
	'It leads into a private network.',
	'If that is meant, add it again with --private.',
);
