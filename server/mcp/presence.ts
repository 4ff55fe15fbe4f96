/**
 * Agents as people see them: peers in the room they work in, with a name and what they are doing,
 * for as long as they work and a few seconds after.
 */
import type { Appearance } from '#server/sync/appearance.ts';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import type { DocName } from '#shared/doc/doc-name.ts';
import type { AgentId } from '#shared/id.ts';

export interface AgentPresence {
	/** Shows the Agent in this room, at this artefact, doing this. */
	show(agent: { readonly id: AgentId; readonly name: string }, at: Doing): void;
}

export interface Doing {
	readonly room: DocName;
	/** An artefact's id. */
	readonly where: string | null;
	/** `reading`, `writing`: what people see beside the name. */
	readonly doing: string;
}

export const LINGER_MS = 8_000;
const COLOR = 'var(--agent)';

export function createAgentPresence(workspace: Workspace, timer: Timer): AgentPresence {
	/** By room and Agent: how it is seen there, and the way to call off its leaving. */
	const shown = new Map<string, { readonly seen: Appearance; readonly stay: () => void }>();

	return {
		show({ id, name }, { room, where, doing }) {
			const key = `${room} ${id}`;
			const before = shown.get(key);
			before?.stay();
			const identity = { kind: 'agent' as const, id, name };
			const seen = before?.seen ?? workspace.rooms.open(room).appear(identity);
			seen.show({ user: { color: COLOR }, where, doing });
			const stay = timer.after(LINGER_MS, () => {
				shown.delete(key);
				seen[Symbol.dispose]();
			});
			shown.set(key, { seen, stay });
		},
	};
}
