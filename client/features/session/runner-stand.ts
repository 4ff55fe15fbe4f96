import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SessionState } from '#machines/session/session-state.ts';

/** How the built-in runner stands to a Session. */
export interface RunnerStand {
	readonly running: boolean;
	/** The Session that this one is a part of, and that the runner drives with all its parts. */
	readonly above: SessionState | null;
	/** Whether there is anything in it that could be worked on now. */
	readonly open: boolean;
	/** Why it can’t work at all, or not for this person; null where it can. */
	readonly whyNot: string | null;
}

export function runnerStand(workspace: Workspace, session: SessionState): RunnerStand {
	const { runner } = workspace.sessions;
	const no = runner.whyNot;
	return {
		running: runner.isRunning(session.id),
		above: runningAbove(workspace, session),
		open: session.waiting === null && session.step !== null,
		whyNot: mayWrite(workspace)
			? no && `${no.reason} ${no.fix}`
			: 'A viewer may read, and nothing else.',
	};
}

export function mayWrite({ me }: Pick<Workspace, 'me'>): boolean {
	return me !== null && me.role !== 'viewer';
}

function runningAbove(workspace: Workspace, { parent }: SessionState): SessionState | null {
	const { sessions } = workspace;
	const above = parent === null ? null : sessions.of(parent);
	if (above === null) return null;
	return sessions.runner.isRunning(above.id) ? above : runningAbove(workspace, above);
}
