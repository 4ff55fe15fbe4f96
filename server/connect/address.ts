import { isLoopbackHost } from '#server/access/host.ts';
import type { Way } from '#server/connect/server-entry.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Where a Lintel answers Agents. Refuses what is no address, names a person, or would send a token in the clear. */
export function addressOf(given: string): Result<Way, Refusal> {
	const url = URL.parse(given);
	if (url === null || !['http:', 'https:'].includes(url.protocol)) return err(noAddress);
	if (url.username !== '' || url.password !== '' || url.search !== '') return err(noAddress);
	if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) return err(inTheClear);
	return ok({ kind: 'http', url: `${url.origin}/mcp` });
}

const noAddress = refusal(
	'address',
	'After --http comes the address of a Lintel, and nothing secret.',
	'For example: lintel connect claude --http https://lintel.example.org',
);

const inTheClear = refusal(
	'address',
	'Over plain HTTP everybody on the way could read the agent’s token.',
	'Serve Lintel with --public-url https://… or --tls-cert, and give that address.',
);
