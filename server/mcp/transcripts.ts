import {
	type McpServer,
	ResourceNotFoundError,
	ResourceTemplate,
} from '@modelcontextprotocol/server';
import { bytesOf } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { sessionLine } from '#server/mcp/session-answer.ts';
import { MAX_RESULT_BYTES } from '#server/mcp/tool-result.ts';
import { SessionId } from '#shared/id.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

const MIME = 'application/json';
const MOST_LISTED = 200;
const PAGE = 200;
const MOST_WORDS = 4000;

/**
 * `lintel://sessions/{id}`: a Session and what was said and done in it, from its beginning, and
 * `?after=N` from there on. A page is at most 8 KB and names the next.
 */
export function registerTranscripts(server: McpServer, caller: Caller): void {
	const template = new ResourceTemplate('lintel://sessions/{id}', {
		list: () => ({ resources: listed(caller) }),
		complete: { id: (typed) => idsLike(caller, typed) },
	});
	const description = 'What was said and done in one session.';
	server.registerResource('sessions', template, { mimeType: MIME, description }, (uri) => {
		const id = SessionId.safeParse(uri.pathname.slice(1));
		const state = id.success ? caller.workspace.sessions.get(id.data) : null;
		if (state === null) throw new ResourceNotFoundError(uri.href);
		const after = Number(uri.searchParams.get('after') ?? 0);
		const frame = sessionLine(caller, state);
		const page = pageAfter(caller, state.id, Number.isInteger(after) ? after : 0, bytesOf(frame));
		return {
			contents: [{ uri: uri.href, mimeType: MIME, text: JSON.stringify({ ...frame, ...page }) }],
		};
	});
}

function pageAfter({ workspace }: Caller, id: SessionId, after: number, frame: number) {
	const entries = workspace.sessions.transcript(id, Math.max(0, after), PAGE);
	let left = MAX_RESULT_BYTES - frame - 200;
	const shown = [];
	for (const { session: _, ...entry } of entries) {
		const one = { ...entry, body: short(entry.body) };
		left -= bytesOf(one) + 1;
		if (left < 0 && shown.length > 0) break;
		shown.push(one);
	}
	const last = shown.at(-1)?.n ?? after;
	const more = workspace.sessions.transcript(id, last, 1).length > 0;
	return { entries: shown, next: more ? `lintel://sessions/${id}?after=${last}` : null };
}

/** An entry's texts, so that one of them always fits on a page. */
function short(body: Readonly<Record<string, unknown>>) {
	const cut = (value: unknown) =>
		typeof value === 'string' && bytesOf(value) > MOST_WORDS / 2
			? `${value.slice(0, MOST_WORDS / 4)} [cut]`
			: value;
	return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, cut(value)]));
}

function listed({ workspace }: Caller) {
	return workspace.sessions
		.list()
		.slice(0, MOST_LISTED)
		.map(({ id, kind, phase }) => ({
			uri: `lintel://sessions/${id}`,
			name: `${SESSION_TYPES[kind].title} (${phase})`,
			mimeType: MIME,
		}));
}

function idsLike({ workspace }: Caller, typed: string): string[] {
	return workspace.sessions
		.list()
		.flatMap(({ id, kind }): string[] => (id.startsWith(typed) || kind.includes(typed) ? [id] : []))
		.slice(0, 50);
}
