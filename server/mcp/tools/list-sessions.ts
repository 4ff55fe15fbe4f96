import { z } from 'zod';
import { pageOf } from '#server/mcp/page.ts';
import { describeSession, findSession, sessionLine } from '#server/mcp/session-answer.ts';
import { defineTool } from '#server/mcp/tool.ts';
import { err, ok } from '#shared/result.ts';

const ENDED = ['done', 'failed', 'cancelled'];

export const listSessions = defineTool({
	name: 'list_sessions',
	description:
		'Open sessions (or all), newest first: about what, where each stands, who holds it, what it waits for. With session: that one in full.',
	effect: 'read',
	input: z.object({
		session: z.string().max(40).optional(),
		all: z.boolean().optional(),
		cursor: z.string().optional(),
	}),
	run(caller, { session, all, cursor }) {
		if (session !== undefined) {
			const found = findSession(caller, session);
			return found.ok ? ok(describeSession(caller, found.value)) : found;
		}
		const wanted = caller.workspace.sessions
			.list()
			.filter(({ phase }) => all === true || !ENDED.includes(phase));
		const total = wanted.length;
		const ids = wanted.map(({ id }) => id);
		const describe = (id: (typeof ids)[number]) => {
			const state = caller.workspace.sessions.get(id);
			return state === null ? { session: id } : sessionLine(caller, state);
		};
		const page = pageOf(ids, describe, cursor, { total });
		if (!page.ok) return err(page.error);
		return ok({ total, sessions: page.value.items, cursor: page.value.cursor });
	},
});
