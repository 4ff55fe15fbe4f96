/** How each client is told of the server `lintel`: in which file, where in it, and in what words. */
import { parse } from 'jsonc-parser';
import { z } from 'zod';
import { CLIENT_TRAITS, type Connected } from '#server/connect/clients.ts';

/** How a client reaches Lintel. Neither way puts a secret into a file. */
export type Way =
	/** It starts `lintel mcp`, which speaks for the person's own Lintel and needs no token. */
	| { readonly kind: 'stdio'; readonly command: readonly string[] }
	/** It asks over HTTP, with a token from its environment. */
	| { readonly kind: 'http'; readonly url: string };

/** The variable that holds an Agent's token. */
export const TOKEN_VARIABLE = 'LINTEL_TOKEN';

export type EntryValue =
	| string
	| number
	| boolean
	| readonly string[]
	| Readonly<Record<string, string>>;

export interface ServerEntry {
	readonly file: string;
	readonly format: 'json' | 'toml';
	/** The entry's place, the server's own name last. */
	readonly path: readonly string[];
	/** What Lintel says there, whatever was said before. */
	readonly says: Readonly<Record<string, EntryValue>>;
	/** What it says only where nothing is said yet: people may change these. */
	readonly suggests: Readonly<Record<string, EntryValue>>;
	/** What a file that isn't there yet begins with. */
	readonly fresh: Readonly<Record<string, unknown>>;
	/** Another list of the file that has an item, known by its `id`, for as long as the way needs it. */
	readonly input: AskedInput | null;
}

export interface AskedInput {
	readonly path: string;
	readonly item: Readonly<Record<string, unknown>>;
	readonly needed: boolean;
}

/** Of one way or the other; what the way in hand doesn't say is taken out. */
export const WAY_KEYS = ['type', 'command', 'args', 'url', 'headers', 'bearer_token_env_var'];

const NAME = 'lintel';
const PLAIN = { suggests: {}, fresh: {}, input: null };

export function serverEntry(client: Connected, way: Way, read: ReadFile): ServerEntry {
	const entry = { ...PLAIN, format: 'json' as const, path: ['mcpServers', NAME] };
	switch (client) {
		case 'claude':
			return { ...entry, file: '.mcp.json', says: typed(way, 'stdio', `\${${TOKEN_VARIABLE}}`) };
		case 'codex':
			return {
				...{ ...entry, file: '.codex/config.toml', format: 'toml', path: ['mcp_servers', NAME] },
				says:
					way.kind === 'stdio'
						? programOf(way.command)
						: { url: way.url, bearer_token_env_var: TOKEN_VARIABLE },
				// A Lintel that has to be started first takes a moment; a step's checks may run tests.
				suggests: { startup_timeout_sec: 60, tool_timeout_sec: 300 },
			};
		case 'cursor':
			return {
				...{ ...entry, file: '.cursor/mcp.json' },
				says:
					way.kind === 'stdio'
						? programOf(way.command)
						: { url: way.url, headers: bearer(`\${env:${TOKEN_VARIABLE}}`) },
			};
		case 'copilot':
			return {
				...{ ...entry, file: '.github/mcp.json' },
				says: typed(way, 'local', `\${${TOKEN_VARIABLE}}`),
				suggests: { tools: ['*'] },
			};
		case 'vscode':
			return {
				...{ ...entry, file: '.vscode/mcp.json', path: ['servers', NAME] },
				says: typed(way, 'stdio', `\${input:${ASKED_TOKEN.id}}`),
				input: { path: 'inputs', item: ASKED_TOKEN, needed: way.kind === 'http' },
			};
		case 'opencode':
			return {
				...{ ...entry, ...opencodePlace(read) },
				says:
					way.kind === 'stdio'
						? { type: 'local', command: way.command }
						: { type: 'remote', url: way.url, headers: bearer(`{env:${TOKEN_VARIABLE}}`) },
				fresh: { $schema: 'https://opencode.ai/config.json' },
			};
	}
}

/** A file of the repository; null where it isn't. */
type ReadFile = (file: string) => string | null;

/**
 * Both versions of opencode read the entry of the first; a file that is written in the second's own
 * way, with all servers under `mcp.servers`, is kept so.
 */
function opencodePlace(read: ReadFile) {
	const file = read('opencode.jsonc') === null ? 'opencode.json' : 'opencode.jsonc';
	const { data } = SecondOpencode.safeParse(parse(read(file) ?? ''));
	return data === undefined
		? // The tools are listed after Lintel was started, which takes longer than it waits by itself.
			{ file, path: ['mcp', NAME], suggests: { enabled: true, timeout: 60_000 } }
		: { file, path: ['mcp', 'servers', NAME] };
}

const SecondOpencode = z.object({
	mcp: z.object({ servers: z.object({ type: z.optional(z.never()) }).loose() }),
});

/** `lintel mcp` under the client's own name, as a program and its arguments. */
export function stdioWay(client: Connected, lintel: readonly string[], data: string | null): Way {
	const more = data === null ? [] : ['--data', data];
	const command = [...lintel, 'mcp', '--as', CLIENT_TRAITS[client].agent, ...more];
	return { kind: 'stdio', command };
}

function typed(way: Way, started: string, token: string) {
	return way.kind === 'stdio'
		? { type: started, ...programOf(way.command) }
		: { type: 'http', url: way.url, headers: bearer(token) };
}

function programOf([command = NAME, ...args]: readonly string[]) {
	return { command, args };
}

function bearer(token: string) {
	return { Authorization: `Bearer ${token}` };
}

/** VS Code asks for it once and keeps it in the system's own store. */
const ASKED_TOKEN = {
	...{ type: 'promptString', id: 'lintel-token', password: true },
	description: 'The token that lintel agent add printed',
};
