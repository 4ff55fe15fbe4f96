/**
 * Admits a set of events that came through git: all that can be, in whatever order they lie.
 *
 * One event that the relay refuses must not keep the others out, so it is set aside, with
 * everything that descends from it, and what was wrong with it is told.
 */
import type { Journal } from '#server/log/journal.ts';
import { type Identified, parentsFirst } from '#server/log/parents-first.ts';
import type { Blob } from '#shared/lifecycle/blob.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import type { FrozenText } from '#shared/protocol/log.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

export interface RefusedEvent {
	readonly event: EventId;
	readonly refusal: Refusal;
}

export interface Admission {
	/** How many were new. */
	readonly admitted: number;
	readonly refused: readonly RefusedEvent[];
}

/** Reads what events name by hash. */
export interface Attachments {
	textsOf(events: readonly LifecycleEvent[]): FrozenText[];
	blobsOf(events: readonly LifecycleEvent[]): Blob[];
}

const BATCH = 500;

export async function admitAll(
	journal: Journal,
	envelopes: readonly Envelope[],
	attachments: Attachments,
): Promise<Admission> {
	const before = journal.position();
	const refused: RefusedEvent[] = [];
	const identified = envelopes.map((envelope) => ({ id: eventIdOf(envelope.event), envelope }));
	const unknown = identified.filter(({ id }) => !journal.ledger.has(id));
	const { ordered, missing } = parentsFirst(unknown, journal.ledger.has);
	let left = withoutDescendantsOf(new Set(missing), ordered, refused);
	let size = BATCH;
	while (left.length > 0) {
		const batch = left.slice(0, size);
		const no = await append(journal, batch, attachments);
		const [first] = batch;
		if (no === null) {
			left = left.slice(size);
			size = BATCH;
		} else if (no.all.size > 0) {
			// All at once: a log with a thousand forgeries must not cost a million looks.
			for (const [event, refusal] of no.all) refused.push({ event, refusal });
			const others = left.filter(({ id }) => !no.all.has(id));
			left = withoutDescendantsOf(new Set(no.all.keys()), others, refused);
			size = BATCH;
		} else if (batch.length > 1 || !first) {
			// Halving finds the one that is wrong in a few steps, wherever it stands.
			size = Math.ceil(batch.length / 2);
		} else {
			refused.push({ event: first.id, refusal: no.refusal });
			left = withoutDescendantsOf(new Set([first.id]), left.slice(1), refused);
			size = BATCH;
		}
	}
	return { admitted: journal.position() - before, refused };
}

async function append(
	journal: Journal,
	batch: readonly Identified[],
	{ textsOf, blobsOf }: Attachments,
): Promise<{ refusal: Refusal; all: ReadonlyMap<EventId, Refusal> } | null> {
	const envelopes = batch.map(({ envelope }) => envelope);
	const events = envelopes.map(({ event }) => event);
	const answer = await journal.append(envelopes, textsOf(events), blobsOf(events));
	if (answer.ok) return null;
	return answer.kind === 'refused' ? answer : { refusal: parentsMissing, all: new Map() };
}

/** What is left when these are out, and with them all that builds on them. Parents come first. */
function withoutDescendantsOf(
	out: Set<EventId>,
	events: readonly Identified[],
	refused: RefusedEvent[],
): readonly Identified[] {
	if (out.size === 0) return events;
	return events.filter(({ id, envelope }) => {
		if (!envelope.event.parents.some((parent) => out.has(parent))) return true;
		out.add(id);
		refused.push({ event: id, refusal: parentsMissing });
		return false;
	});
}

const parentsMissing = refusal(
	'parents-missing',
	'Events that it builds on are not in .lintel/log, or were refused.',
	'Fetch the whole history (git fetch --unshallow), or restore it: git checkout -- .lintel/log',
);
