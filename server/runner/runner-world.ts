import type { RunTests } from '#server/evidence/run-tests.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { AgentPresence } from '#server/mcp/presence.ts';
import type { ReadBases } from '#server/mcp/read-bases.ts';
import type { Worktrees } from '#server/runner/worktree/worktrees.ts';
import type { Sessions, Worker } from '#server/session/sessions.ts';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Random } from '#shared/id.ts';

/** All that the runner works with in one workspace. */
export interface RunnerWorld {
	readonly workspace: Workspace;
	readonly sessions: Sessions;
	/** The Agent that it speaks as. */
	readonly worker: Worker;
	readonly worktrees: Worktrees;
	/** Where worktrees are made: outside the repository, and for its owner alone. */
	readonly place: string;
	readonly presence: AgentPresence;
	readonly bases: ReadBases;
	readonly version: string;
	/** Where a person opens this workspace. */
	readonly url: () => string;
	readonly disk: Disk;
	readonly run: Run;
	readonly runTests: RunTests;
	/** All that a program it starts finds in its environment. */
	readonly environment: Readonly<Record<string, string>>;
	readonly timer: Timer;
	readonly now: () => Date;
	readonly random: Random;
	readonly onError: (error: unknown) => void;
}
