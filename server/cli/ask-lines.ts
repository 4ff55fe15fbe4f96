/** Asks the Lintel that runs for something that takes a while: its answer comes line by line. */
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Running } from '#server/cli/running-file.ts';

/** Hears every line of the answer; hanging up cancels what was asked. Throws when nobody answers. */
export function askLines(
	{ port, url, secret }: Pick<Running, 'port' | 'url' | 'secret'>,
	path: string,
	body: unknown,
	signal: AbortSignal,
	onLine: (line: string) => void,
): Promise<void> {
	const payload = JSON.stringify(body);
	const request = url.startsWith('https:') ? secureRequest : plainRequest;
	return new Promise((resolve, reject) => {
		const asked = request(
			{
				...{ host: '127.0.0.1', port, method: 'POST', path, rejectUnauthorized: false, signal },
				headers: {
					host: `localhost:${port}`,
					authorization: `Bearer ${secret}`,
					'content-type': 'application/json',
					'content-length': Buffer.byteLength(payload),
				},
			},
			(response) => {
				let rest = '';
				response.setEncoding('utf8');
				response.on('data', (piece: string) => {
					const lines = (rest + piece).split('\n');
					rest = lines.pop() ?? '';
					for (const line of lines) onLine(line);
				});
				response.on('end', () => {
					if (rest !== '') onLine(rest);
					resolve();
				});
				response.on('error', reject);
			},
		);
		asked.on('error', reject);
		asked.end(payload);
	});
}
