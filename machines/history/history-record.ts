import { type Enrolments, enrolmentsIn } from '#machines/history/enrolments.ts';
import { sessionStartOf } from '#machines/history/sessions-started.ts';
import { actorOf, artefactOf } from '#machines/history/whose.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { HistoryRecord } from '#shared/export/history.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import { blobRefsIn } from '#shared/lifecycle/blob-refs.ts';
import { deedOf, deedWords } from '#shared/lifecycle/deed.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';

/** What the log itself doesn't hold: names, reasons, titles, and what only this device has. */
export interface Telling {
	nameOf(id: string): string;
	textOf(ref: BlobRef): string | null;
	titleOf(id: ArtefactId): string;
	isProvisional(id: EventId): boolean;
	/** Why it does not count where the fold of artefacts does not say so: the relay, or a Session's steps. */
	refusalOf(id: EventId): Refusal | null;
}

export function recordOf(ledger: Ledger, verified: VerifiedEvent, telling: Telling): HistoryRecord {
	const { id, event, assurance } = verified;
	const enrolments = enrolmentsIn(ledger);
	const actor = actorOf(enrolments, event);
	const session = sessionStartOf(ledger, event);
	const artefact = artefactOf(ledger, event) ?? session?.artefact ?? null;
	const title = artefact === null ? null : telling.titleOf(artefact);
	const nameOf = (one: string) => nameIn(enrolments, one, telling);
	const said = saidIn(event);
	const notCounted = telling.refusalOf(id) ?? ledger.state().notCounted.get(id) ?? null;
	return {
		...{ event: id, at: event.at, type: event.type, assurance, notCounted },
		words: deedWords(deedOf(event, nameOf, session), title),
		by: { ...actor, name: telling.nameOf(actor.id) },
		key: event.by.key,
		artefact:
			artefact === null ? null : { id: artefact, kind: kindOf(artefact), title: title ?? '' },
		answers: 'answers' in event ? event.answers : null,
		revision: revisionIn(ledger, event),
		reason: said === null ? null : telling.textOf(said),
		counted: notCounted === null,
		provisional: telling.isProvisional(id),
		parents: [...event.parents],
	};
}

/** What its author said with it: a reason, a goal, a question, an answer or a note. */
export function saidIn(event: LifecycleEvent): BlobRef | null {
	if ('name' in event || event.type === 'stepSubmitted') return null;
	return blobRefsIn(event)[0] ?? null;
}

/** A key is named after whose it is. */
export function nameIn(
	enrolments: Enrolments,
	id: string,
	{ nameOf }: Pick<Telling, 'nameOf'>,
): string {
	const enrolment = enrolments.get(id);
	return enrolment === undefined ? nameOf(id) : `a device of ${nameOf(enrolment.owner)}`;
}

/** The text an event speaks of: its own, or that of the submission it answers. */
export function revisionIn(ledger: Pick<Ledger, 'get'>, event: LifecycleEvent): string | null {
	if ('revision' in event) return event.revision;
	if (!('answers' in event)) return null;
	const answered = ledger.get(event.answers)?.event;
	return answered?.type === 'submitted' ? answered.revision : null;
}
