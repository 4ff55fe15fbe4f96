/**
 * Admits a set of events that came through git: all that can be, in whatever order they lie.
 *
 * One event that the relay refuses must not keep the others out, so it is set aside, with
 * everything that descends from it, and what was wrong with it is told.
 */
import type { Journal } from '#server/log/journal.ts';
import type { Blob } from '#shared/lifecycle/blob.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import type { FrozenText } from '#shared/protocol/log.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

export interface Admission {
	readonly admitted: number;
	readonly refused: readonly { readonly event: EventId; readonly refusal: Refusal }[];
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
	const refused: { event: EventId; refusal: Refusal }[] = [];
	let admitted = 0;
	let left = parentsFirst(journal, envelopes, refused);
	let size = BATCH;
	while (left.length > 0) {
		const batch = left.slice(0, size).map(({ envelope }) => envelope);
		const events = batch.map(({ event }) => event);
		const answer = await journal.append(
			batch,
			attachments.textsOf(events),
			attachments.blobsOf(events),
		);
		if (answer.ok) {
			admitted += batch.length;
			left = left.slice(size);
			size = BATCH;
		} else if (batch.length > 1) {
			// Halving finds the one that is wrong in a few steps, wherever it stands.
			size = Math.ceil(batch.length / 2);
		} else {
			const wrong = left[0];
			if (wrong) refused.push({ event: wrong.id, refusal: whyOf(answer) });
			left = withoutDescendants(left.slice(1), wrong?.id, refused);
			size = BATCH;
		}
	}
	return { admitted, refused };
}

interface Identified {
	readonly id: EventId;
	readonly envelope: Envelope;
}

/** In an order in which parents come first; what lacks a parent is refused. Known events are left out. */
function parentsFirst(
	journal: Journal,
	envelopes: readonly Envelope[],
	refused: { event: EventId; refusal: Refusal }[],
): Identified[] {
	const waiting = new Map<EventId, Identified>();
	for (const envelope of envelopes) {
		const id = eventIdOf(envelope.event);
		if (!journal.ledger.has(id)) waiting.set(id, { id, envelope });
	}
	const childrenOf = new Map<EventId, Identified[]>();
	const lacking = new Map<EventId, number>();
	for (const entry of waiting.values()) {
		const parents = entry.envelope.event.parents.filter((parent) => !journal.ledger.has(parent));
		lacking.set(entry.id, parents.length);
		for (const parent of parents)
			childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), entry]);
	}
	const ready = [...waiting.values()].filter(({ id }) => lacking.get(id) === 0);
	for (const { id } of ready) {
		for (const child of childrenOf.get(id) ?? []) {
			const count = (lacking.get(child.id) ?? 0) - 1;
			lacking.set(child.id, count);
			if (count === 0) ready.push(child);
		}
	}
	for (const { id } of ready) waiting.delete(id);
	for (const id of waiting.keys()) refused.push({ event: id, refusal: parentsMissing });
	return ready;
}

function withoutDescendants(
	entries: readonly Identified[],
	wrong: EventId | undefined,
	refused: { event: EventId; refusal: Refusal }[],
): Identified[] {
	const out = new Set(wrong === undefined ? [] : [wrong]);
	return entries.filter(({ id, envelope }) => {
		if (!envelope.event.parents.some((parent) => out.has(parent))) return true;
		out.add(id);
		refused.push({ event: id, refusal: parentsMissing });
		return false;
	});
}

function whyOf(answer: Awaited<ReturnType<Journal['append']>>): Refusal {
	return !answer.ok && answer.kind === 'refused' ? answer.refusal : parentsMissing;
}

const parentsMissing = refusal(
	'parents-missing',
	'Events that it builds on are not in .lintel/log, or were refused.',
	'Fetch the whole history: git fetch --unshallow, or git checkout -- .lintel/log',
);
