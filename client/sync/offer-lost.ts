/**
 * Brings a relay again what it took once and has no more, as when its database was put back from a
 * copy. A relay never has an event without its parents, so its heads tell all that it holds.
 */
import type * as z from 'zod/mini';
import type { LogStore, SettledEvent } from '#client/sync/log-store.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Accepted, Append, Missing, Refused } from '#shared/protocol/log.ts';

type Known = Pick<Ledger, 'has' | 'get' | 'heads' | 'events'>;
type Answer = z.infer<typeof Accepted> | z.infer<typeof Missing> | z.infer<typeof Refused>;

/** Far below what a relay reads as one message. */
const PAGE_EVENTS = 200;
const PAGE_CHARACTERS = 2 ** 20;

export interface Offer {
	/** Whether all that was offered is answered. */
	readonly isOver: boolean;
	/** Offers what a relay with these heads lacks. False where it holds what is not here. */
	begin(heads: readonly EventId[]): Promise<boolean>;
	/** Takes the answer to what was offered; false for one to something else. */
	hear(answer: Answer): boolean;
}

interface OfferDeps {
	readonly store: Pick<LogStore, 'settled'>;
	ledger(): Known;
	say(message: Append): void;
}

export function createOffer({ store, ledger, say }: OfferDeps): Offer {
	/** By number: negative, as the outbox counts upwards. */
	const offered = new Map<number, readonly SettledEvent[]>();
	let last = 0;

	return {
		get isOver() {
			return offered.size === 0;
		},
		async begin(heads) {
			const lost = lostBy(heads, ledger());
			for (const page of pagesOf(await store.settled(lost ?? []))) send(page);
			return lost !== null;
		},
		hear(answer) {
			const page = offered.get(answer.ref);
			if (page === undefined) return false;
			offered.delete(answer.ref);
			const rest = answer.type === 'accepted' ? [] : without(page, goneBy(answer));
			// One that is refused keeps nothing back but what rests on it.
			if (rest.length > 0 && rest.length < page.length) send(rest);
			return true;
		},
	};

	function send(page: readonly SettledEvent[]): void {
		const ref = --last;
		offered.set(ref, page);
		say({
			...{ type: 'append', ref },
			envelopes: page.map(({ envelope }) => envelope),
			texts: page.flatMap(({ texts }) => texts),
			blobs: page.flatMap(({ blobs }) => blobs),
		});
	}
}

/** What is here and these heads don't rest on, parents first; null where one of them is not here. */
export function lostBy(heads: readonly EventId[], ledger: Known): readonly EventId[] | null {
	if (!heads.every(ledger.has)) return null;
	if (heads.join() === ledger.heads().join()) return [];
	const held = new Set<EventId>();
	const left = [...heads];
	for (let id = left.pop(); id !== undefined; id = left.pop()) {
		if (held.has(id)) continue;
		held.add(id);
		left.push(...(ledger.get(id)?.event.parents ?? []));
	}
	return Array.from(ledger.events(), ({ id }) => id).filter((id) => !held.has(id));
}

function pagesOf(events: readonly SettledEvent[]): readonly (readonly SettledEvent[])[] {
	const pages: SettledEvent[][] = [];
	let room = 0;
	for (const event of events) {
		const size = JSON.stringify(event).length;
		const page = pages.at(-1);
		if (page === undefined || page.length === PAGE_EVENTS || size > room) {
			pages.push([event]);
			room = PAGE_CHARACTERS - size;
		} else {
			page.push(event);
			room -= size;
		}
	}
	return pages;
}

function goneBy(answer: Exclude<Answer, { type: 'accepted' }>): readonly EventId[] {
	if (answer.type === 'missing') return answer.parents;
	return answer.event === null ? [] : [answer.event];
}

/** The page without these and what rests on them. */
function without(page: readonly SettledEvent[], ids: readonly EventId[]): readonly SettledEvent[] {
	const gone = new Set(ids);
	return page.filter(({ envelope: { event } }) => {
		const id = eventIdOf(event);
		if (event.parents.some((parent) => gone.has(parent))) gone.add(id);
		return !gone.has(id);
	});
}
