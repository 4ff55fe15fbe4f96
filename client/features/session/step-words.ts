import { authorName } from '#client/features/session/session-words.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SessionState, StepState } from '#machines/session/session-state.ts';
import { stepOf } from '#shared/session/session-types.ts';

/** How a step stands, in words. */
export function stepStatusWords(
	workspace: Pick<Workspace, 'nameOf' | 'me'>,
	session: SessionState,
	step: StepState,
): string {
	if (session.ended !== null && step.status !== 'done') return 'Not reached';
	const kind = stepOf(session.kind, step.name)?.kind;
	switch (step.status) {
		case 'pending':
			return 'Later';
		case 'ready':
			if (kind === 'gate') return 'Waits for approval';
			if (kind === 'children') return childrenWords(session);
			return step.attempts.length > 0
				? 'To be done again, by whoever takes it'
				: 'Ready to be taken';
		case 'leased': {
			const by = session.lease?.by;
			return by === undefined ? 'Being worked on' : `Held by ${authorName(workspace, by)}`;
		}
		case 'submitted':
			return 'Being checked';
		case 'waiting':
			if (kind === 'gate') return 'Waits for approval';
			return 'Waits for a person';
		case 'done':
			return kind === 'gate' ? 'Approved' : 'Done';
	}
}

function childrenWords({ children }: SessionState): string {
	const done = children.filter(({ phase }) => phase === 'done').length;
	return children.length === 0 ? 'About to start sessions' : `${done} of ${children.length} done`;
}

/** The colour of the step one is at: as the Session’s own state. */
export function stepTone({ phase }: SessionState, { status }: StepState): string {
	if (status === 'waiting') return 'var(--state-review)';
	if (phase === 'revising') return 'var(--state-suspect)';
	return status === 'submitted' ? 'var(--state-implemented)' : 'var(--state-approved)';
}
