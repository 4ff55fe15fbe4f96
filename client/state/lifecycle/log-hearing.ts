import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Status } from '#client/state/status.svelte.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { TabMessage } from '#client/sync/tab-bus.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';

interface LogHearingDeps {
	readonly book: LogBook;
	readonly names: Names;
	readonly log: LogStore;
	readonly status: Status;
	/** A decision of another tab's is in the outbox. */
	onDecided(): void;
}

type LogMessage = Extract<TabMessage, { type: 'events' | 'settled' | 'refused' | 'blobs' }>;

/**
 * Brings into this tab's book what another put into the database, and what became of it: one after
 * the other, since reading takes time, and a decision must not be provisional after it was settled.
 */
export interface LogHearing {
	take(message: LogMessage): Promise<void>;
	settle(id: EventId): void;
	refuse(id: EventId, refusal: Refusal): void;
	/** Does something with the book after all that was heard, and before what is heard next. */
	inTurn(task: () => void | Promise<void>): Promise<void>;
}

export function createLogHearing({
	book,
	names,
	log,
	status,
	...deps
}: LogHearingDeps): LogHearing {
	let last: Promise<void> = Promise.resolve();

	return {
		async take(message) {
			if (message.type === 'events' && message.decided) status.edited();
			await inTurn(() => takeNow(message));
		},
		settle: (id) => void inTurn(() => book.settle(id)).then(() => status.recount()),
		refuse: (id, why) => void inTurn(() => book.refuse(id, why)).then(() => status.recount()),
		inTurn,
	};

	function inTurn(task: () => void | Promise<void>): Promise<void> {
		const done = last.then(task);
		last = done.catch(() => undefined);
		return done;
	}

	async function takeNow(message: LogMessage): Promise<void> {
		if (message.type === 'settled') book.settle(message.id);
		if (message.type === 'refused') book.refuse(message.id, message.refusal);
		if (message.type === 'events') book.take(await log.read(message.ids));
		if (message.type === 'events' || message.type === 'blobs') names.take(await log.blobs());
		else status.recount();
		if (message.type === 'events' && message.decided) deps.onDecided();
	}
}
