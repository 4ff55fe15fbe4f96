/**
 * Carries messages to the webhook, each at least once.
 *
 *   event in the log ──▶ queued with the log's position ──▶ sent ──▶ answered 2xx ──▶ forgotten
 *      (durable)           (one transaction)                  ╰── else: again later, then given up
 *
 * The queue holds event ids: what is said is composed when it is sent, under the policy of then.
 * A stop at any time loses nothing, since what was not queued is read from the log again.
 */

import type { Journal } from '#server/log/journal.ts';
import { isTold } from '#server/notify/message.ts';
import type { Post } from '#server/notify/post.ts';
import { signedHeaders } from '#server/notify/sign-message.ts';
import type { WebhookConfig } from '#server/notify/webhook-config.ts';
import type { MessageStore, StoredMessage } from '#server/storage/store.ts';
import type { Timer } from '#server/timer.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long to wait after each failure; three days in all. */
const WAITS = [
	5 * SECOND,
	30 * SECOND,
	2 * MINUTE,
	10 * MINUTE,
	HOUR,
	5 * HOUR,
	18 * HOUR,
	48 * HOUR,
];
const TIMEOUT_MS = 10 * SECOND;
/** A timer that is asked for more than 24 days fires at once, and one stands still while a laptop sleeps. */
const LONGEST_SLEEP = HOUR;
const PAGE = 500;

export interface CourierDeps {
	readonly messages: MessageStore;
	readonly journal: Journal;
	readonly timer: Timer;
	readonly now: () => Date;
	readonly post: Post;
	config(): WebhookConfig | null;
	/** The body for an event; null for one that is not here. */
	bodyOf(event: EventId): string | null;
	readonly onError: (error: unknown) => void;
}

export interface Courier {
	/** Listens to the log and delivers. Starting twice is starting once. */
	start(): void;
	stop(): void;
	/** Sends one message now; why it did not arrive, or null. */
	sendNow(id: string, body: string): Promise<string | null>;
}

export function createCourier(deps: CourierDeps): Courier {
	const { messages, journal, timer } = deps;
	let leave: (() => void) | null = null;
	let callOff: (() => void) | null = null;
	let busy = false;
	/** What the clock said when it was last looked at. */
	let looked = Number.POSITIVE_INFINITY;

	function start(): void {
		if (leave !== null) return;
		leave = journal.subscribe(journal.position(), () => void deliver());
		void deliver();
	}

	function stop(): void {
		leave?.();
		callOff?.();
		leave = null;
		callOff = null;
	}

	/** Queues what the log has since it was last read. */
	function takeIn(): void {
		const end = journal.position();
		const read = messages.position();
		// A position from beyond the end is from before the relay's disk was put back.
		if (read === null || read > end) messages.queue([], end, 0);
		for (let at = Math.min(read ?? end, end); at < end; ) {
			const { envelopes, position } = journal.page(at, PAGE);
			messages.queue(toldIn(envelopes), position, deps.now().getTime());
			at = position;
		}
	}

	/** What does not count is nobody's decision, and nobody is told of it. */
	function toldIn(envelopes: readonly Envelope[]): EventId[] {
		const { notCounted } = journal.ledger.state();
		return envelopes
			.filter(({ event }) => isTold(event))
			.map(({ event }) => eventIdOf(event))
			.filter((id) => !notCounted.has(id));
	}

	/** One after the other, the longest due first. Whoever decides waits for none of it. */
	async function deliver(): Promise<void> {
		if (busy) return;
		busy = true;
		try {
			for (let next = nextDue(); next !== null; next = nextDue()) await attempt(next);
			if (leave !== null) wake(messages.nextDue());
		} catch (error) {
			deps.onError(error);
			if (leave !== null) wake(deps.now().getTime() + MINUTE);
		}
		busy = false;
	}

	function nextDue(): StoredMessage | null {
		if (leave === null) return null;
		takeIn();
		const now = deps.now().getTime();
		if (now < looked) pullIn(now);
		looked = now;
		return messages.due(now);
	}

	/** Where the clock was set back nothing waits longer than it would have had to from here on. */
	function pullIn(now: number): void {
		for (const message of messages.list()) {
			const latest = now + (WAITS[message.attempts - 1] ?? 0);
			const isLate = message.dueAt !== null && message.dueAt > latest;
			if (isLate) messages.save({ ...message, dueAt: latest });
		}
	}

	function wake(at: number | null): void {
		callOff?.();
		callOff = null;
		if (at === null) return;
		const wait = Math.min(Math.max(SECOND, at - deps.now().getTime()), LONGEST_SLEEP);
		callOff = timer.after(wait, () => void deliver());
	}

	async function attempt(message: StoredMessage): Promise<void> {
		const body = deps.bodyOf(message.id);
		const failure = body === null ? null : await sendNow(message.id, body);
		// Stopped meanwhile: the store may be closed, and the message goes out again.
		if (leave === null) return;
		const now = deps.now().getTime();
		if (failure === null) {
			messages.deliver(message.id, now);
			return;
		}
		const wait = WAITS[message.attempts];
		const attempts = message.attempts + 1;
		messages.save({ ...message, attempts, failure, dueAt: wait === undefined ? null : now + wait });
	}

	async function sendNow(id: string, body: string): Promise<string | null> {
		const config = deps.config();
		if (config === null) return 'There is no webhook.';
		const seconds = Math.floor(deps.now().getTime() / SECOND);
		const headers = signedHeaders(config.secret, { id, seconds, body });
		const { url, private: mayBePrivate } = config;
		return deps.post({ url: new URL(url), headers, body, mayBePrivate, timeoutMs: TIMEOUT_MS });
	}

	return { start, stop, sendNow };
}
