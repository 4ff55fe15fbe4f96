import type { Caller } from '#server/mcp/caller.ts';
import { isHeldBy } from '#server/mcp/session-next.ts';
import type { ToolAnswer } from '#server/mcp/tool.ts';

/** What the Sessions tell of themselves. */
const OWN = ['start_session', 'list_sessions', 'get_step', 'submit_step', 'release_step'];

/**
 * Puts a call into the transcript of the Session whose step this Agent took last: people see what it
 * does, and it counts as a sign of life. An Agent that holds no step leaves no trace.
 */
export function tellOfCall(caller: Caller, name: string, args: unknown, answer: ToolAnswer): void {
	if (caller.tellsOwnCalls === true || OWN.includes(name)) return;
	const { workspace, agent } = caller;
	const held = workspace.sessions.list().filter((state) => isHeldBy(caller, state));
	const latest = held.sort((a, b) => (a.lease?.at ?? '').localeCompare(b.lease?.at ?? '')).at(-1);
	if (latest === undefined) return;
	workspace.sessions.tell(latest.id, agent.name, {
		type: 'tool',
		name,
		input: JSON.stringify(args),
		result: answer.ok ? JSON.stringify(answer.value) : `${answer.error.reason} ${answer.error.fix}`,
		failed: !answer.ok,
	});
}
