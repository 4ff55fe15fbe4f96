/** Sends one message: no redirect is followed, nothing of the answer is read but its status. */
import { lookup } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { refuseAddress } from '#server/notify/allowed-address.ts';
import { AddressRefused, checkedLookup } from '#server/notify/checked-lookup.ts';

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
			lookup: checkedLookup(allow, lookup),
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

/** What the system says of a connection, without where it went. */
function wordsOf(error: Error): string {
	if (error instanceof AddressRefused) return error.message;
	const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
	return `It could not be reached (${code}).`;
}
