import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Fetch } from '#test/e2e/world/served.ts';

/** Every name is this machine: as if a colleague's DNS said where Lintel is. */
export const lookup: LookupFunction = (_, options, callback) => {
	if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
	else callback(null, '127.0.0.1', 4);
};

/** `fetch` that trusts this certificate and no other. */
export function fetchTrusting(ca: string): Fetch {
	return (url, init = {}) =>
		new Promise((resolve, reject) => {
			const headers = Object.fromEntries(new Headers(init.headers));
			const servername = new URL(url).hostname;
			const options = { ca, lookup, servername, method: init.method ?? 'GET', headers };
			request(url, options, (response) => {
				const pieces: Buffer[] = [];
				response.on('data', (piece: Buffer) => pieces.push(piece));
				response.on('end', () =>
					resolve(new Response(Buffer.concat(pieces), { status: response.statusCode ?? 0 })),
				);
			})
				.on('error', reject)
				.end(typeof init.body === 'string' ? init.body : undefined);
		});
}
