/** What has to be true of Sessions once the weather is over. */
import type { SessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { compareInOrder, isBefore, type PlacedEvent } from '#shared/lifecycle/order.ts';
import { stepOf } from '#shared/session/session-types.ts';
import type { SimulatedRelay } from '#test/simulation/session-world.ts';

/**
 * Whether this verdict still counts, or its step was decided before it in the order by somebody who
 * did not know of it: accepted, sent back from its gate, or over with the Session.
 */
export function isKept(id: EventId, { ledger, book }: SimulatedRelay): boolean {
	const verdict = placeOf(ledger, id);
	if (verdict?.event.type !== 'stepAccepted') return false;
	const state = book.get(verdict.event.session);
	if (state === null || state.history.includes(id)) return true;
	return state.history.some((other) => {
		const one = placeOf(ledger, other);
		if (one === null || isBefore(one, verdict) || compareInOrder(one, verdict) > 0) return false;
		const { event } = one;
		if (event.type === 'stepAccepted' || event.type === 'sessionEnded') return true;
		return event.type === 'stepRejected' && stepOf(state.kind, event.step)?.kind === 'gate';
	});
}

function placeOf(ledger: SimulatedRelay['ledger'], id: EventId): PlacedEvent | null {
	const known = ledger.get(id);
	return known ? ledger.preview(known.event, known.assurance).placed : null;
}

/** Whether it has ended or waits for a person, itself or where its children stand. */
export function isSettled(state: SessionState, book: SessionBook): boolean {
	if (state.ended !== null || state.waiting !== null) return true;
	const spec = state.step === null ? null : stepOf(state.kind, state.step);
	const live = state.children.filter(({ phase }) => phase === 'waiting');
	return spec?.kind === 'children' && live.some(({ session }) => book.get(session) !== null);
}
