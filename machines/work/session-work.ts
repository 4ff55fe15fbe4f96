/** What a Session waits for: somebody who takes its step, or a person. */
import type { SessionState } from '#machines/session/session-state.ts';
import { RANK, type WorkItem } from '#machines/work/work-item.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';

/** `titleOf` is asked for the artefact that it is about. */
export function sessionWork(session: SessionState, title: string): WorkItem | null {
	const { id, kind, artefact, phase, lease } = session;
	const about = { id: artefact, session: id, start: null, title, asked: null };
	const made = (item: Pick<WorkItem, 'who' | 'step' | 'why' | 'rank'>): WorkItem => {
		return { key: `${item.step} ${id}`, ...about, ...item };
	};
	if (isEnded(session)) return null;
	if (session.waiting !== null) return waitingWork(session, made);
	const step = session.step === null ? null : stepOf(kind, session.step);
	if (step?.kind !== 'work' || phase === 'validating') return null;
	const name = `The session “${SESSION_TYPES[kind].title}”`;
	if (lease !== null) {
		const why = `${name} goes on: its step “${step.title}” is being worked on.`;
		return made({ who: 'nobody', step: 'wait', why, rank: RANK.blocked });
	}
	const again = phase === 'revising';
	const why = again
		? `${name} was sent back: its step “${step.title}” waits for somebody to take it.`
		: `${name} was begun: its step “${step.title}” waits for somebody to take it.`;
	const rank = again ? RANK.sentBack : RANK.begun;
	return made({ who: 'agent', step: 'get_step', why, rank });
}

export function isEnded({ phase }: SessionState): boolean {
	return phase === 'done' || phase === 'failed' || phase === 'cancelled';
}

type Make = (item: Pick<WorkItem, 'who' | 'step' | 'why' | 'rank'>) => WorkItem;

/** A gate that is shut is not said twice: the artefacts themselves wait to be reviewed. */
function waitingWork({ kind, waiting }: SessionState, made: Make): WorkItem | null {
	const name = `The session “${SESSION_TYPES[kind].title}”`;
	const stuck = { who: 'person', rank: RANK.stuck } as const;
	switch (waiting?.for) {
		case 'answer':
			return made({
				...stuck,
				step: 'answer',
				why: `${name} asks something, and waits for the answer.`,
			});
		case 'retry':
			return made({
				...{ ...stuck, step: 'reopen' },
				why: `${name} tried as often as it may. Look at why, and reopen its step with a note.`,
			});
		case 'children':
			return made({
				...{ ...stuck, step: 'reopen' },
				why: `${name} can’t go on: sessions that it started failed or were cancelled. Reopen its step to start them anew.`,
			});
		default:
			return null;
	}
}
