/** Why a Session's open step can't be taken now, or the work step that can. */
import { SAYS } from '#machines/session/refusals.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import { stepOf } from '#shared/session/session-types.ts';

export function openStep(state: SessionState): Result<WorkStep, Refusal> {
	if (state.ended !== null) return err(SAYS.ended);
	const spec = state.step === null ? null : stepOf(state.kind, state.step);
	if (spec === null) return err(SAYS.allDone);
	if (spec.kind === 'children') return err(withChildren(state));
	switch (state.waiting?.for) {
		case 'approval':
			return err(SAYS.waitsForApproval);
		case 'answer':
			return err(SAYS.waitsForAnswer);
		case 'retry':
			return err(SAYS.usedUp);
		default:
			return spec.kind === 'work' ? ok(spec) : err(SAYS.waitsForApproval);
	}
}

function withChildren({ children, waiting }: SessionState): Refusal {
	if (waiting?.for === 'children') {
		return refusal(
			'waits-for-children',
			`Some of its children failed or were cancelled: ${waiting.sessions.join(', ')}.`,
			'Ask a person to reopen the Session in the app: what failed is started anew then.',
		);
	}
	const open = children.filter(({ phase }) => !['done', 'failed', 'cancelled'].includes(phase));
	const free = open.filter(({ phase }) => phase !== 'waiting').slice(0, 10);
	if (free.length === 0) return SAYS.waitsForChildren;
	return refusal(
		'waits-for-children',
		'Its components are worked on in Sessions of their own.',
		`Go on with ${free.map(({ session, kind }) => `${session} (${kind})`).join(', ')}.`,
	);
}
