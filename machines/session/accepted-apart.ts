/**
 * Two relays that do not hear of each other may lease the same step. The first lease in the order
 * holds, but it may arrive last, when the other's work is long accepted and built upon. What a relay
 * accepted rightly by all that it knew stays accepted then, as long as nobody else's attempt at that
 * step was; the lease that came to nothing gives way.
 */
import { judgeSessionFact } from '#machines/session/replay-session.ts';
import { recordOf, type SessionContext, unjudged } from '#machines/session/session-context.ts';
import type { AcceptedApart, SessionFact } from '#machines/session/session-fact.ts';
import type { SessionSnapshot } from '#machines/session/session-machine.ts';
import { stepOf } from '#shared/session/session-types.ts';

/**
 * The fact to go on with, for a verdict that does not count as it is; null where it stays so. `past`
 * is where the Session stood by all that the verdict's relay knew.
 */
export function acceptedApart(
	{ context }: SessionSnapshot,
	past: SessionSnapshot,
	fact: SessionFact,
): AcceptedApart | null {
	if (fact.type !== 'stepAccepted' || context.ended !== null) return null;
	const { step } = fact.event;
	if (context.at !== step || stepOf(context.kind, step)?.kind !== 'work') return null;
	if (judgeSessionFact(past, fact) !== null) return null;
	// Accepted meanwhile, and sent back: what was accepted beside that is not what people asked for.
	if (acceptedIn(context, step) !== acceptedIn(past.context, step)) return null;
	const { lease } = past.context;
	const attempt = unjudged(past.context);
	return lease === null || attempt === null
		? null
		: { ...fact, type: 'acceptedApart', lease, attempt };
}

function acceptedIn(context: SessionContext, step: string): number {
	return recordOf(context, step).attempts.filter(({ verdict }) => verdict === 'accepted').length;
}
