/** A real Lintel on a free port, serving real folders, with everything in one temporary place. */
import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Relay, type RelayDeps, type RelayOptions, startRelay } from '#server/relay.ts';
import type { RelayIdentity } from '#server/relay-identity.ts';
import { bareEnvironment } from '#server/runner/environment.ts';
import type { ModelAccess } from '#server/runner/runners.ts';
import type { Workspace } from '#server/workspace.ts';
import type { AgentId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { blobOf, createKey, type Person, random } from '#test/e2e/world/person.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface Served extends AsyncDisposable {
	readonly relay: Relay;
	readonly workspace: Workspace;
	/** `http://localhost:PORT`. */
	readonly origin: string;
	/** The global one, unless a test must trust a certificate of its own. */
	readonly fetch: Fetch;
	/** Lets the relay's clock go on by so many milliseconds. */
	pass(ms: number): void;
	/** What the relay reported as gone wrong inside. */
	readonly errors: unknown[];
	/** Where everything is. */
	readonly folder: string;
	/** Ends this one, and starts another on the same folders; what was read of this one is no more. */
	again(): Promise<Served>;
}

type ServeOptions = Partial<RelayOptions & Pick<RelayDeps, 'grammars' | 'watch'>>;

export async function serveFolder(
	files: Record<string, string> = {},
	options: ServeOptions = {},
	fetchWith: Fetch = fetch,
	model: Partial<ModelAccess> = {},
): Promise<Served> {
	const folder = mkdtempSync(join(tmpdir(), 'lintel-'));
	fs.mkdirSync(join(folder, 'app'));
	for (const [path, text] of Object.entries(files)) {
		fs.mkdirSync(dirname(join(folder, 'app', path)), { recursive: true });
		writeFileSync(join(folder, 'app', path), text);
	}
	return serveAt(folder, options, fetchWith, model);
}

async function serveAt(
	folder: string,
	options: ServeOptions,
	fetchWith: Fetch,
	model: Partial<ModelAccess>,
): Promise<Served> {
	const { grammars, watch = null, ...relayOptions } = options;
	const errors: unknown[] = [];
	let passed = 0;
	const started = await startRelay(
		{
			version: '0.0.0',
			assets: join(import.meta.dirname, '../../../build/client'),
			pid: process.pid,
			stateFolder: join(folder, 'state'),
			disk: fs,
			timer: {
				after(milliseconds, run) {
					const timeout = setTimeout(run, milliseconds);
					timeout.unref();
					return () => clearTimeout(timeout);
				},
			},
			now: () => new Date(Date.now() + passed),
			random,
			isAlive: () => false,
			...(grammars === undefined ? {} : { grammars }),
			run: runProgram,
			temporary: tmpdir(),
			watch,
			model: { key: null, baseUrl: null, environment: bareEnvironment(process.env), ...model },
			onError: (error) => void errors.push(error),
		},
		{
			data: join(folder, 'data'),
			port: 0,
			host: null,
			tls: null,
			publicUrl: null,
			...relayOptions,
		},
	);
	if (!started.ok) throw new Error(JSON.stringify(started.error));
	const relay = started.value;
	const opened = await relay.workspaces.open(join(folder, 'app'));
	if (!opened.ok) throw new Error(opened.error.reason);
	return {
		relay,
		workspace: opened.value,
		origin: relay.url,
		fetch: fetchWith,
		pass(ms) {
			passed += ms;
		},
		errors,
		folder,
		async again() {
			await relay.stop();
			return serveAt(folder, options, fetchWith, model);
		},
		async [Symbol.asyncDispose]() {
			await relay.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** What the terminal of this Lintel would print to open. */
export function linkTo({ origin, relay, workspace: { slug } }: Served): string {
	return `${origin}/w/${slug}#pair=${relay.access.pairing.open(slug)}`;
}

/** Found, as the first browser does it. */
export async function foundBy(served: Served, person: Person): Promise<void> {
	const { slug } = served.workspace;
	const code = served.relay.access.pairing.open(slug);
	const response = await post(
		served,
		`/api/w/${slug}/found`,
		await foundingOf(served, person, code),
	);
	if (!response.ok) throw new Error(await response.text());
}

export async function foundingOf(
	{ workspace }: { readonly workspace: { readonly relay: Pick<RelayIdentity, 'id' | 'key'> } },
	person: Person,
	code: string,
) {
	const second = await createKey();
	const name = blobOf('This machine');
	const at = new Date().toISOString();
	const by = { key: person.signer.keyId };
	const founded = composeEvent(
		{ workspace: null, heads: [], at, by },
		{
			type: 'workspaceFounded',
			member: person.id,
			name: blobRefOf(person.name),
			device: person.device,
			second: { key: second.publicKey, access: null },
			nonce: 'A'.repeat(22),
		},
	);
	const root = eventIdOf(founded);
	const relayAdded = composeEvent(
		{ workspace: root, heads: [root], at, by },
		{
			type: 'relayAdded',
			relay: workspace.relay.id,
			name: blobRefOf(name),
			key: workspace.relay.key,
		},
	);
	const events = [founded, relayAdded];
	const envelopes = await Promise.all(events.map((event) => sealEvent(person.signer, event)));
	return { code, envelopes, blobs: [person.name, name] };
}

/** An event on top of what the relay knows, signed by this person. */
export async function signedBy(
	{ workspace }: Served,
	person: Person,
	payload: EventPayload,
	agent?: AgentId,
): Promise<Envelope> {
	const { ledger } = workspace.journal;
	const by = agent ? { key: person.signer.keyId, agent } : { key: person.signer.keyId };
	const head = {
		workspace: ledger.state().root,
		heads: ledger.heads(),
		at: new Date().toISOString(),
		by,
	};
	return sealEvent(person.signer, composeEvent(head, payload));
}

export async function append(served: Served, ...envelopes: readonly Envelope[]): Promise<void> {
	const result = await served.workspace.journal.append(envelopes, [], []);
	if (!result.ok) throw new Error(JSON.stringify(result));
}

/** A ticket of this person's device, got the way a browser gets it. */
export async function ticketOf(served: Served, person: Person): Promise<string> {
	const answer = await askForTicket(served, person);
	const body: { ticket?: string } = await answer.json();
	if (!body.ticket) throw new Error(JSON.stringify(body));
	return body.ticket;
}

export async function askForTicket(served: Served, person: Person): Promise<Response> {
	const { slug } = served.workspace;
	const minted = await post(served, `/api/w/${slug}/nonce`, {});
	const { nonce }: { nonce: string } = await minted.json();
	const proof = await person.prove(served.origin, nonce);
	return post(served, `/api/w/${slug}/ticket`, proof);
}

export function post(
	served: Served,
	path: string,
	body: unknown,
	headers: Record<string, string> = {},
): Promise<Response> {
	return served.fetch(served.origin + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
}

export function bearer(credential: string): Record<string, string> {
	return { authorization: `Bearer ${credential}` };
}
