/** Sends one message: no redirect is followed, nothing of the answer is read but its status. */
import { type LookupAddress, lookup } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { refuseAddress } from '#server/notify/allowed-address.ts';

export interface Sending {
	readonly url: URL;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly mayBePrivate: boolean;
	readonly timeoutMs: number;
}

/** Null where it arrived, else why not: a sentence without the address, whose path may be secret. */
export type Post = (sending: Sending) => Promise<string | null>;

export const post: Post = ({ url, headers, body, mayBePrivate, timeoutMs }) =>
	new Promise((resolve) => {
		const { protocol } = url;
		const host = url.hostname.replace(/^\[|\]$/g, '');
		const allow = { protocol, mayBePrivate };
		// A literal address is never looked up, so it is checked here.
		const refused = isIP(host) === 0 ? null : refuseAddress(host, allow);
		if (refused !== null) return resolve(refused.reason);
		const send = protocol === 'https:' ? secureRequest : plainRequest;
		const sent = send(url, {
			method: 'POST',
			headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Lintel' },
			// What was checked is what is connected to: a name can't change its mind in between.
			lookup: checkedLookup(allow),
			agent: false,
		});
		const end = (why: string | null) => {
			clearTimeout(patience);
			resolve(why);
			sent.destroy();
		};
		const patience = setTimeout(() => end(`No answer in ${timeoutMs / 1000} seconds.`), timeoutMs);
		sent.on('response', ({ statusCode = 0 }) => end(failureOf(statusCode)));
		sent.on('error', (error) => end(wordsOf(error)));
		sent.end(body);
	});

function failureOf(status: number): string | null {
	if (status >= 200 && status < 300) return null;
	if (status >= 300 && status < 400)
		return `It redirects elsewhere (${status}); give the address itself.`;
	return `It answered ${status}.`;
}

class Refused extends Error {}

function checkedLookup(allow: Parameters<typeof refuseAddress>[1]): LookupFunction {
	return (hostname, options, done) => {
		lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
			if (error) return done(error, '');
			for (const { address } of found) {
				const refused = refuseAddress(address, allow);
				if (refused !== null) return done(new Refused(refused.reason), '');
			}
			const [first] = found;
			if (options.all) done(null, found);
			else done(null, first?.address ?? '', first?.family);
		});
	};
}

/** What the system says of a connection, without where it went. */
function wordsOf(error: Error): string {
	if (error instanceof Refused) return error.message;
	const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
	return `It could not be reached (${code}).`;
}
