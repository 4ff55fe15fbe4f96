import { z } from 'zod';
import { describeSession, findSession } from '#server/mcp/session-answer.ts';
import { defineTool } from '#server/mcp/tool.ts';
import { ok } from '#shared/result.ts';

export const releaseStep = defineTool({
	name: 'release_step',
	description: 'Gives back a step you hold and will not finish.',
	effect: 'submit',
	input: z.object({ session: z.string().max(40) }),
	async run(caller, { session }) {
		const found = findSession(caller, session);
		if (!found.ok) return found;
		const released = await caller.workspace.sessions.release(caller.agent, found.value.id);
		return released.ok ? ok(describeSession(caller, released.value)) : released;
	},
});
