import type { AgentPresence } from '#server/mcp/presence.ts';
import type { ReadBases } from '#server/mcp/read-bases.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { AgentId, Random } from '#shared/id.ts';

/** The Agent that speaks, and what it speaks to: all that a tool is given besides its arguments. */
export interface Caller {
	readonly workspace: Workspace;
	readonly agent: { readonly id: AgentId; readonly name: string };
	/** Whether it tells of its calls in transcripts itself, without what must not be kept. */
	readonly tellsOwnCalls?: boolean;
	/** Whose edits these are. */
	readonly origin: Origin;
	readonly presence: AgentPresence;
	readonly bases: ReadBases;
	/** Where a person opens this workspace. */
	readonly url: string;
	readonly now: () => Date;
	readonly random: Random;
	/** Takes what went wrong inside; the Agent is told that something did. */
	readonly onError: (error: unknown) => void;
}
