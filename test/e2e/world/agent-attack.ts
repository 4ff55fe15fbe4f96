/** Every route an agent with a token has, tried for an approval it may not give. */

import * as encoding from 'lib0/encoding';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { hashOf } from '#shared/hash.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import { createDeviceSigner, sealEvent } from '#shared/lifecycle/sign.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { LintelProcess } from '#test/e2e/world/lintel-process.ts';
import { createKey } from '#test/e2e/world/person.ts';

export interface Attack {
	readonly lintel: LintelProcess;
	readonly token: string;
	/** The submitted Story it would like to see approved. */
	readonly story: string;
	readonly tools: readonly string[];
}

export async function attackAsAgent({ lintel, token, story, tools }: Attack): Promise<void> {
	// The tool that doesn't exist.
	expect(
		tools.filter((name) => /(^|_)(approve|verdict|accept|sign|bypass)(_|$)/.test(name)),
	).toEqual([]);

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

	// A forged event on the log's socket, and a forged update on a document's: whatever it sends,
	// the socket is closed and nothing of it was heard.
	const forged = await forgedApproval(story);
	const log = [hello, { type: 'append', ref: 1, envelopes: [forged], texts: [], blobs: [] }];
	expect(
		await closingOf(
			lintel,
			`/log/${lintel.slug}`,
			token,
			log.map((m) => JSON.stringify(m)),
		),
	).toBe(4401);
	const update = [forgedUpdate(story)];
	expect(await closingOf(lintel, `/sync/${lintel.slug}/stories`, token, update)).toBe(4401);
}

const hello = { type: 'hello', protocol: PROTOCOL_VERSION, root: null, position: 0 };

/** An approval as good as an agent can make one: right in every field, by a key of its own. */
async function forgedApproval(story: string): Promise<Envelope> {
	const { publicKey, privateKey } = await createKey();
	const signer = createDeviceSigner(privateKey, publicKey);
	const submitted = hashOf(story);
	return sealEvent(signer, {
		v: 1,
		workspace: submitted,
		parents: [submitted],
		at: new Date().toISOString(),
		by: { key: signer.keyId },
		type: 'approved',
		answers: submitted,
		revision: hashOf(story),
	});
}

/** A y-websocket update that writes "approved" into the Story. */
function forgedUpdate(story: string): Uint8Array {
	const doc = new Y.Doc();
	doc.getMap('blocks').set(story, new Y.Map([['phase', 'approved']]));
	const frame = encoding.createEncoder();
	encoding.writeVarUint(frame, 0);
	syncProtocol.writeUpdate(frame, Y.encodeStateAsUpdate(doc));
	return encoding.toUint8Array(frame);
}

/** The code that a socket is closed with when an agent's token is offered as a ticket. */
function closingOf(
	lintel: LintelProcess,
	path: string,
	token: string,
	frames: readonly (string | Uint8Array)[],
): Promise<number> {
	const address = lintel.origin.replace(/^http/, 'ws') + path;
	const socket = new WebSocket(address, ['lintel', `ticket.${token}`], { origin: lintel.origin });
	return new Promise((resolve, reject) => {
		socket.on('open', () => {
			for (const frame of frames) socket.send(frame);
		});
		socket.on('close', (code) => resolve(code));
		socket.on('error', reject);
	});
}
