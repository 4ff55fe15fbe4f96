/** One Session's events in the log's order, and what its machine makes of them. */
import { type Judgement, sameJudgement } from '#machines/lifecycle/judge.ts';
import { acceptedApart } from '#machines/session/accepted-apart.ts';
import { type Opening, openingFrom } from '#machines/session/opening.ts';
import { SAYS } from '#machines/session/refusals.ts';
import { begin, judgeSessionFact, proceed } from '#machines/session/replay-session.ts';
import { factWith, isSessionEvent, type SessionFact } from '#machines/session/session-fact.ts';
import type { SessionSnapshot } from '#machines/session/session-machine.ts';
import type { SessionId } from '#shared/id.ts';
import type { EventId, EventOf } from '#shared/lifecycle/event.ts';
import { isBefore, type PlacedEvent, placeInOrder } from '#shared/lifecycle/order.ts';
import type { Refusal } from '#shared/refusal.ts';

type Start = PlacedEvent & { readonly event: EventOf<'sessionStarted'> };

export interface SessionLog {
	readonly id: SessionId;
	/** Takes an event of its own, or the start of a child. */
	insert(placed: PlacedEvent): void;
	/** Forgets what was folded where an author is judged otherwise by now, and says whether. */
	rejudge(): boolean;
	/** Forgets what was folded. */
	reset(): void;
	/** Folds what came since. */
	fold(): void;
	/** The events that would begin it. */
	readonly starts: readonly Start[];
	readonly opening: Opening | null;
	readonly snapshot: SessionSnapshot | null;
	/** Of its own events. */
	readonly refusals: ReadonlyMap<EventId, Refusal>;
	/** Of the starts of children. */
	readonly childRefusals: ReadonlyMap<EventId, Refusal>;
	readonly history: readonly EventId[];
	/** Whether a start of it names a parent: then nothing can be a child of it. */
	readonly hasParent: boolean;
	/** Why an event that comes after all of these would not count, or null. */
	judge(placed: PlacedEvent, judgement: Judgement | null): Refusal | null;
}

export interface SessionLogDeps {
	/** How an event's author is judged; null for what is not here. */
	readonly judgementOf: (id: EventId) => Judgement | null;
	readonly placeOf: (id: EventId) => PlacedEvent | null;
	/** Why the parent refuses this start of a child, or null; folds the parent first. */
	readonly askParent: (parent: SessionId, start: PlacedEvent) => Refusal | null;
}

export function createSessionLog(id: SessionId, deps: SessionLogDeps): SessionLog {
	const events: PlacedEvent[] = [];
	const starts: Start[] = [];
	const judged = new Map<EventId, Judgement | null>();
	let refusals = new Map<EventId, Refusal>();
	let childRefusals = new Map<EventId, Refusal>();
	let history: EventId[] = [];
	let opening: Opening | null = null;
	let snapshot: SessionSnapshot | null = null;
	let done = 0;
	/** So many of the first ones descend each from the one before. */
	let straight = 0;
	let hasParent = false;
	/** Of events that were asked about. */
	const pasts = new Map<EventId, SessionSnapshot | null>();

	function insert(placed: PlacedEvent): void {
		const { event } = placed;
		if (event.type === 'sessionStarted' && event.session === id) {
			starts.push({ ...placed, event });
			if (event.parent !== undefined && !hasParent) {
				hasParent = true;
				reset();
			}
		}
		const at = placeInOrder(events, placed, (one) => one);
		events.splice(at, 0, placed);
		straight = Math.min(straight, at);
		if (at < done) reset();
	}

	function rejudge(): boolean {
		for (const { id: event } of events.slice(0, done)) {
			const before = judged.get(event) ?? null;
			const after = deps.judgementOf(event);
			const same = before !== null && after !== null && sameJudgement(before, after);
			if (same || before === after) continue;
			reset();
			return true;
		}
		return false;
	}

	function reset(): void {
		done = 0;
		opening = null;
		snapshot = null;
		refusals = new Map();
		childRefusals = new Map();
		history = [];
		pasts.clear();
	}

	function fold(): void {
		for (const placed of events.slice(done)) {
			const judgement = deps.judgementOf(placed.id);
			judged.set(placed.id, judgement);
			const no = take(placed, judgement);
			const own = isSessionEvent(placed.event) && placed.event.session === id;
			if (no !== null) (own ? refusals : childRefusals).set(placed.id, no);
			else if (own) history.push(placed.id);
		}
		done = events.length;
	}

	function take(placed: PlacedEvent, judgement: Judgement | null): Refusal | null {
		if (isOwnStart(placed)) {
			const told = open(placed, judgement);
			if ('guard' in told) return told;
			opening = told;
			snapshot = begin(told.kind, told.parent !== null);
			return null;
		}
		const fact = countedFact(snapshot, placed, judgement);
		if ('guard' in fact) return fact;
		if (fact.type === 'acceptedApart') count([fact.lease.event, fact.attempt.submitted]);
		if (snapshot !== null) snapshot = proceed(snapshot, fact);
		return null;
	}

	/** What did not count when it came counts after all. */
	function count(ids: readonly EventId[]): void {
		for (const one of ids) refusals.delete(one);
		const counted = new Set([...history, ...ids]);
		history = events.flatMap((one) => (counted.has(one.id) ? one.id : []));
	}

	function judge(placed: PlacedEvent, judgement: Judgement | null): Refusal | null {
		fold();
		if (isOwnStart(placed)) {
			const told = open(placed, judgement);
			return 'guard' in told ? told : null;
		}
		const fact = countedFact(snapshot, placed, judgement);
		return 'guard' in fact ? fact : null;
	}

	/** What the machine goes on with from `at`, or why this event does not count there. */
	function countedFact(
		at: SessionSnapshot | null,
		placed: PlacedEvent,
		judgement: Judgement | null,
	): SessionFact | Refusal {
		const fact = factOf(placed, judgement);
		if ('guard' in fact) return fact;
		const isStart = fact.type === 'childStarted';
		if (at === null || (isStart && hasParent)) return isStart ? SAYS.notAChild : SAYS.notStarted;
		const no = judgeSessionFact(at, fact);
		if (no === null) return fact;
		// Who knew of all that is earlier has no other past: nothing of it has to be replayed.
		const apart = fact.type === 'stepAccepted' && fact.by === null && !knewAll(placed);
		const past = apart ? pastOf(placed) : null;
		return (past === null ? null : acceptedApart(at, past, fact)) ?? no;
	}

	/** Whether an event's author knew of every one that is earlier in the order. */
	function knewAll(placed: PlacedEvent): boolean {
		const earlier = placeInOrder(events, placed, (one) => one);
		while (straight < earlier && follows(straight)) straight++;
		const last = events[earlier - 1];
		const from = straight >= earlier && last !== undefined ? earlier - 1 : 0;
		return events
			.slice(from, earlier)
			.every((one) => one.id === placed.id || isBefore(one, placed));
	}

	function follows(n: number): boolean {
		const [before, one] = [events[n - 1], events[n]];
		return before === undefined || (one !== undefined && isBefore(before, one));
	}

	/** Where it stood by all that this event's author knew; null where that was before its start. */
	function pastOf(placed: PlacedEvent): SessionSnapshot | null {
		const known = pasts.get(placed.id);
		if (known !== undefined) return known;
		let at: SessionSnapshot | null = null;
		for (const one of events) {
			if (!isBefore(one, placed)) continue;
			if (one.id === opening?.placed.id) at = begin(opening.kind, opening.parent !== null);
			if (at === null || isOwnStart(one)) continue;
			const fact = countedFact(at, one, deps.judgementOf(one.id));
			if (!('guard' in fact)) at = proceed(at, fact);
		}
		pasts.set(placed.id, at);
		return at;
	}

	function isOwnStart({ event }: PlacedEvent): boolean {
		return event.type === 'sessionStarted' && event.session === id;
	}

	function open(placed: PlacedEvent, judgement: Judgement | null): Opening | Refusal {
		return opening === null ? openingFrom(placed, judgement, deps.askParent) : SAYS.startedTwice;
	}

	function factOf(placed: PlacedEvent, judgement: Judgement | null): SessionFact | Refusal {
		const { event } = placed;
		if (!isSessionEvent(event) || judgement === null) return SAYS.notStarted;
		if ('guard' in judgement) return judgement;
		const sees = (other: EventId) => {
			const earlier = deps.placeOf(other);
			return earlier !== null && isBefore(earlier, placed);
		};
		const told = { id: placed.id, by: judgement.by, role: judgement.role, sees };
		return factWith(told, event);
	}

	return {
		id,
		...{ insert, rejudge, reset, fold, judge, starts },
		get opening() {
			return opening;
		},
		get snapshot() {
			return snapshot;
		},
		get refusals() {
			return refusals;
		},
		get childRefusals() {
			return childRefusals;
		},
		get history() {
			return history;
		},
		get hasParent() {
			return hasParent;
		},
	};
}
