/**
 * `lintel mcp`: what a client says on standard input goes to `/mcp` of the Lintel that runs, and
 * the answers come back on standard output. Nothing is understood on the way but who speaks, so
 * both protocol eras pass as they are. Standard output is the wire; everything else goes to
 * standard error.
 */
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';
import type { Host } from '#server/cli/host.ts';
import {
	ensureRunning,
	type Reached,
	type Starter,
	type Wanted,
} from '#server/mcp/ensure-running.ts';
import { loopbackFetch } from '#server/mcp/loopback-fetch.ts';
import { AgentName, ApiError } from '#shared/protocol/api.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface StdioOptions extends Wanted {
	/** The Agent's name; without one, the client's own. */
	readonly name: string | null;
}

type Speaker = Starter & Pick<Host, 'stdin' | 'stdout' | 'stopping' | 'warn'>;

/** Speaks until standard input ends. Answers with why it could not, if so. */
export async function speakOverStdio(
	host: Speaker,
	options: StdioOptions,
): Promise<Refusal | null> {
	const first = await ensureRunning(host, options);
	if (!first.ok) return first.error;
	let reached: Reached = first.value;
	let name = options.name;

	const client = new StdioServerTransport(host.stdin, host.stdout);
	const relay = new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), { fetch });
	const underWay = new Map<RequestId, AbortController>();

	/** Asked again where it was idle and gone, or started anew with another secret. */
	async function fetch(_: string | URL, init: RequestInit = {}): Promise<Response> {
		const response = await send(init).catch((error: unknown) => {
			if (init.signal?.aborted) throw error;
			return null;
		});
		if (response !== null && response.status !== 401) return unlessRefused(response);
		const again = await ensureRunning(host, options);
		if (!again.ok) throw new Error(`${again.error.reason} ${again.error.fix}`);
		reached = again.value;
		return unlessRefused(await send(init));
	}

	async function send(init: RequestInit): Promise<Response> {
		const headers = new Headers(init.headers);
		headers.set('authorization', `Bearer ${reached.running.secret}`);
		headers.set('x-lintel-workspace', reached.slug);
		headers.set('x-lintel-agent', encodeURIComponent(name ?? 'agent'));
		return loopbackFetch(reached.running, '/mcp', { ...init, headers });
	}

	async function forward(message: JSONRPCMessage): Promise<void> {
		name ??= clientNameIn(message);
		const cancelled = Cancelled.safeParse(message);
		if (cancelled.success) underWay.get(cancelled.data.params.requestId)?.abort();
		const id = 'method' in message && 'id' in message ? message.id : null;
		const abort = new AbortController();
		if (id !== null) underWay.set(id, abort);
		try {
			await relay.send(message, { requestSignal: abort.signal, onRequestStreamEnd });
		} catch (error) {
			if (id !== null && !abort.signal.aborted) await client.send(failure(id, error));
		}

		function onRequestStreamEnd(): void {
			// What listens for changes awaits no answer; whoever listened anew would keep a Lintel awake.
			const awaits = id !== null && 'method' in message && message.method !== LISTEN;
			if (!awaits || underWay.get(id) !== abort) return;
			underWay.delete(id);
			client.send(failure(id, brokenOff)).catch(report);
		}
	}

	function deliver(message: JSONRPCMessage): void {
		const version = Initialized.safeParse(message);
		if (version.success) relay.setProtocolVersion(version.data.result.protocolVersion);
		if (!('method' in message) && message.id !== undefined) underWay.delete(message.id);
		client.send(message).catch(report);
	}

	function report(error: unknown): void {
		host.warn(error instanceof Error ? error.message : String(error));
	}

	client.onmessage = (message) => void forward(message).catch(report);
	relay.onmessage = deliver;
	client.onerror = (error) => report(error.name === 'ZodError' ? noMessage : error);
	relay.onerror = report;
	const ended = new Promise<void>((resolve) => {
		client.onclose = resolve;
		void host.stopping.then(() => resolve());
	});
	await relay.start();
	await client.start();
	await ended;
	await relay.close();
	return null;
}

const LISTEN = 'subscriptions/listen';

/** Whether it was done nobody knows, so it is not asked again from here. */
const brokenOff = new Error(
	'The Lintel that took this call ended before it answered: it may have done it, or not. Look at what is there now, and call again if it was not done.',
);

const noMessage = 'A line on standard input was no JSON-RPC message, and was passed over.';

const Cancelled = z.object({
	method: z.literal('notifications/cancelled'),
	params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});

const Initialized = z.object({
	result: z.object({ protocolVersion: z.string(), serverInfo: z.unknown() }),
});

const Named = z.object({ name: z.string() });
const Introduction = z.union([
	z
		.object({ params: z.object({ clientInfo: Named }) })
		.transform(({ params }) => params.clientInfo),
	z
		.object({
			params: z.object({ _meta: z.object({ 'io.modelcontextprotocol/clientInfo': Named }) }),
		})
		.transform(({ params }) => params._meta['io.modelcontextprotocol/clientInfo']),
]);

/** How the client introduces itself, as a name that an Agent may have. */
function clientNameIn(message: JSONRPCMessage): string | null {
	const introduction = Introduction.safeParse(message);
	if (!introduction.success) return null;
	const name = introduction.data.name
		.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-')
		.replace(/^[ ._-]+/, '')
		.slice(0, 60);
	return AgentName.safeParse(name).data ?? null;
}

/** A refusal as the sentence it is; the transport would show its JSON. */
async function unlessRefused(response: Response): Promise<Response> {
	if (response.ok) return response;
	const { data } = ApiError.safeParse(
		await response
			.clone()
			.json()
			.catch(() => null),
	);
	if (data) throw new Error(`${data.error.reason} ${data.error.fix}`);
	return response;
}

function failure(id: RequestId, error: unknown): JSONRPCMessage {
	const message = error instanceof Error ? error.message : 'The Lintel that runs did not answer.';
	return { jsonrpc: '2.0', id, error: { code: -32603, message } };
}
