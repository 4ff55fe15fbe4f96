/** Every route an agent with a token has, tried for an approval it may not give. */
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import type { LintelProcess } from '#test/e2e/lintel-process.ts';

export interface Attack {
	readonly lintel: LintelProcess;
	readonly token: string;
	/** The submitted Story it would like to see approved. */
	readonly story: string;
	readonly tools: readonly string[];
}

export async function attackAsAgent({ lintel, token, story, tools }: Attack): Promise<void> {
	// The tool that doesn't exist.
	expect(tools.filter((name) => /approve|verdict|accept|sign|bypass/.test(name))).toEqual([]);

	// The people's HTTP API, with the agent's token.
	const authorised = { Authorization: `Bearer ${token}`, Origin: lintel.origin };
	for (const [method, path] of [
		['GET', 'docs'],
		['GET', 'blobs'],
		['POST', 'save'],
		['POST', 'agents'],
		['POST', 'docs/stories/sync'],
		['POST', 'found'],
	] as const) {
		const response = await fetch(`${lintel.origin}/api/w/${lintel.slug}/${path}`, {
			method,
			headers: { ...authorised, 'Content-Type': 'application/json' },
			...(method === 'POST' ? { body: JSON.stringify({ story }) } : {}),
		});
		expect([path, response.status >= 400 && response.status < 500]).toEqual([path, true]);
	}

	// A forged event on the log's socket, and a forged update on a document's: no socket is let in.
	for (const path of [`/log/${lintel.slug}`, `/sync/${lintel.slug}/stories`]) {
		expect([path, await closingOf(lintel, path, token)]).toEqual([path, 4401]);
	}
}

/** The code that a socket is closed with when an agent's token is offered as a ticket. */
function closingOf(lintel: LintelProcess, path: string, token: string): Promise<number> {
	const address = lintel.origin.replace(/^http/, 'ws') + path;
	const socket = new WebSocket(address, ['lintel', `ticket.${token}`], { origin: lintel.origin });
	return new Promise((resolve, reject) => {
		socket.on('close', (code) => resolve(code));
		socket.on('error', reject);
	});
}
