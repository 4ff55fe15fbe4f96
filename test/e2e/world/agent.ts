/** An Agent as its client program is: the official clients, of either protocol era. */
import {
	Client,
	StreamableHTTPClientTransport,
	type Transport,
} from '@modelcontextprotocol/client';
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { blobOf, type Person } from '#test/e2e/world/person.ts';
import { append, bearer, type Served, signedBy } from '#test/e2e/world/served.ts';

export type Era = 'modern' | 'legacy' | 'older client';
export const ERAS: readonly Era[] = ['modern', 'legacy', 'older client'];

interface ToolResult {
	readonly text: string;
	readonly structure: unknown;
	readonly isError: boolean;
}

export interface Agent extends AsyncDisposable {
	readonly client: Client | OlderClient;
	callRaw(name: string, args?: Record<string, unknown>): Promise<ToolResult>;
	/** The answer, parsed; throws with the sentence of a refusal. */
	call(name: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>;
	/** The sentence of a refusal; throws if there is none. */
	refusalOf(name: string, args?: Record<string, unknown>): Promise<string>;
}

export async function connectAgent(
	served: Served,
	token: string,
	era: Era = 'modern',
): Promise<Agent> {
	const url = new URL(`${served.origin}/mcp`);
	const options = { requestInit: { headers: bearer(token) } };
	if (era === 'older client') {
		const client = new OlderClient({ name: 'robin', version: '1.0.0' });
		await client.connect(new OlderTransport(url, options));
		return agentOf(client);
	}
	return agentOf(await connectOver(new StreamableHTTPClientTransport(url, options), era));
}

export async function connectOver(
	transport: Transport,
	era: Exclude<Era, 'older client'>,
	name = 'robin',
): Promise<Client> {
	const mode = era === 'modern' ? { pin: '2026-07-28' } : ('legacy' as const);
	const client = new Client({ name, version: '1.0.0' }, { versionNegotiation: { mode } });
	await client.connect(transport);
	return client;
}

export function agentOf(client: Client | OlderClient): Agent {
	async function callRaw(name: string, args: Record<string, unknown> = {}): Promise<ToolResult> {
		const result = await client.callTool({ name, arguments: args });
		const content = Array.isArray(result.content) ? result.content : [];
		return {
			text: content.map((part) => (part.type === 'text' ? part.text : '')).join(''),
			structure: result.structuredContent,
			isError: result.isError === true,
		};
	}

	return {
		client,
		callRaw,
		async call(name, args) {
			const { text, isError } = await callRaw(name, args);
			if (isError) throw new Error(text);
			return JSON.parse(text);
		},
		async refusalOf(name, args) {
			const { text, isError } = await callRaw(name, args);
			if (!isError) throw new Error(`Not refused: ${text}`);
			return text;
		},
		[Symbol.asyncDispose]: () => client.close(),
	};
}

/** A token for an Agent of this name, and its id. */
export function tokenFor(served: Served, name: string) {
	const minted = served.relay.access.agentTokens(served.workspace.store.agents).mint(name);
	if (!minted.ok) throw new Error(minted.error.reason);
	return minted.value;
}

/** The same, let in by an owner who answers for it. */
export async function admitAgent(served: Served, owner: Person, name: string) {
	const minted = tokenFor(served, name);
	const admitted = { type: 'agentAdded', agent: minted.id, responsible: owner.id } as const;
	const payload = { ...admitted, name: blobRefOf(blobOf(name)) };
	await append(served, await signedBy(served, owner, payload));
	return minted;
}
