/** Whose event it is and what it is about, for readers: also where it doesn't count. */
import type { Enrolments } from '#machines/history/enrolments.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';

export interface Actor {
	readonly kind: 'person' | 'agent' | 'relay' | 'unknown';
	/** '' for a key that nobody enrolled. */
	readonly id: string;
}

const UNKNOWN: Actor = { kind: 'unknown', id: '' };

/** Who signed it, those who have left among them. */
export function actorOf(enrolments: Enrolments, { by }: Pick<LifecycleEvent, 'by'>): Actor {
	if (by.agent !== undefined) return { kind: 'agent', id: by.agent };
	const enrolment = enrolments.get(by.key);
	if (enrolment === undefined) return UNKNOWN;
	return { kind: enrolment.how === 'relay' ? 'relay' : 'person', id: enrolment.owner };
}

/** The artefact an event is about, or null. */
export function artefactOf(ledger: Pick<Ledger, 'get'>, event: LifecycleEvent): ArtefactId | null {
	if ('artefact' in event) return event.artefact;
	if (event.type === 'attested') return event.design;
	if (!('answers' in event)) return null;
	const answered = ledger.get(event.answers)?.event;
	return answered?.type === 'submitted' ? answered.artefact : null;
}
