/**
 * Agents as people see them: peers with a name and what they are doing, for as long as they work
 * and a few seconds after. Who is here shows in the stories' room, which everybody has open; a
 * design's own room shows it beside the cursors.
 */
import { roomOf } from '#server/mcp/room-of.ts';
import type { Appearance } from '#server/sync/appearance.ts';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import type { DocName } from '#shared/doc/doc-name.ts';
import type { AgentId, ArtefactId } from '#shared/id.ts';

export interface AgentPresence {
	/** Shows the Agent at this artefact (null: at none), doing this. */
	show(agent: SeenAgent, where: ArtefactId | null, doing: string): void;
}

interface SeenAgent {
	readonly id: AgentId;
	readonly name: string;
}

const LINGER_MS = 8_000;
const LOBBY = 'stories';

export function createAgentPresence(workspace: Workspace, timer: Timer): AgentPresence {
	/** By room and Agent: how it is seen there, and the way to call off its leaving. */
	const shown = new Map<string, { readonly seen: Appearance; readonly stay: () => void }>();

	function showIn(room: DocName, { id, name }: SeenAgent, state: object): void {
		const key = `${room} ${id}`;
		const before = shown.get(key);
		before?.stay();
		const identity = { kind: 'agent' as const, id, name };
		const seen = before?.seen ?? workspace.rooms.open(room).appear(identity);
		seen.show(state);
		const stay = timer.after(LINGER_MS, () => {
			shown.delete(key);
			seen[Symbol.dispose]();
		});
		shown.set(key, { seen, stay });
	}

	return {
		show(agent, where, doing) {
			const state = { where, doing };
			const rooms = new Set<DocName>([LOBBY, where === null ? LOBBY : roomOf(where)]);
			for (const room of rooms) showIn(room, agent, state);
		},
	};
}
