import { createFold, type Fold } from '#machines/lifecycle/fold.ts';
import type { Judgement } from '#machines/lifecycle/judge.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { eventIdOf, type VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { compareInOrder, createEventGraph, type PlacedEvent } from '#shared/lifecycle/order.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';
import type { Refusal } from '#shared/refusal.ts';

/** How many events may wait for their parents. What is over the bound has to be sent again. */
export const MAX_WAITING = 10_000;

export interface Waiting {
	readonly event: VerifiedEvent;
	/** Its parents that this ledger has never seen. */
	readonly missing: readonly EventId[];
}

export interface Joined {
	/** What joined the set, those that had been waiting among it, parents first. */
	readonly added: readonly VerifiedEvent[];
	/** Everything that still waits, of this call and earlier ones. */
	readonly waiting: readonly Waiting[];
}

/** The log in memory: a set of events with the state it folds to. Pure and synchronous. */
export interface Ledger {
	readonly size: number;
	/** Joins events to the set. Adding what is there changes nothing; what lacks parents waits. */
	add(events: readonly VerifiedEvent[]): Joined;
	has(id: EventId): boolean;
	get(id: EventId): VerifiedEvent | null;
	/** The events nothing descends from, sorted: the parents of what is written next. */
	heads(): readonly EventId[];
	/** The order: parents before children, then by id. */
	events(): Iterable<VerifiedEvent>;
	/** What joined after the first `count`, in the order in which it did. */
	since(count: number): readonly PlacedEvent[];
	/** What everything here folds to; the same object until something is added. */
	state(): WorkspaceState;
	/**
	 * Why this event does not count, or would not if it joined as it is; null if it does. Throws
	 * when its parents are not all here.
	 */
	judge(event: LifecycleEvent, assurance: Assurance): Refusal | null;
	/**
	 * In which role its author spoke and under which policy it is judged, or why neither; null for
	 * an event about people or policy, and for one that is not here.
	 */
	judgementOf(id: EventId): Judgement | null;
	/**
	 * The place that an event would have if it joined as it is, and how its author would be judged.
	 * Throws when its parents are not all here.
	 */
	preview(
		event: LifecycleEvent,
		assurance: Assurance,
	): { readonly placed: PlacedEvent; readonly judgement: Judgement | null };
}

/**
 * An empty ledger. With a root, only that workspace counts; without one, the first
 * `workspaceFounded` that is added becomes the root for good.
 */
export function createLedger(root: EventId | null = null): Ledger {
	const graph = createEventGraph();
	const waiting = new Map<EventId, VerifiedEvent>();
	/** By the parent they lack. */
	const awaited = new Map<EventId, VerifiedEvent[]>();
	const ready: VerifiedEvent[] = [];
	let fold: Fold = createFold(graph, root);
	let pinned = root;
	let ordered: PlacedEvent[] | null = null;

	function add(events: readonly VerifiedEvent[]): Joined {
		const before = graph.placed.length;
		for (const event of events) {
			if (graph.get(event.id) !== null || waiting.has(event.id)) continue;
			take(event);
			for (let next = ready.pop(); next !== undefined; next = ready.pop()) take(next);
		}
		return joined(before);
	}

	/** Places an event whose parents are here and readies those that waited for it. */
	function take(event: VerifiedEvent): void {
		const missing = event.event.parents.find((id) => graph.get(id) === null);
		if (missing !== undefined) {
			waiting.set(event.id, event);
			if (!awaited.get(missing)?.push(event)) awaited.set(missing, [event]);
			return;
		}
		graph.add(event);
		if (waiting.size === 0) return;
		waiting.delete(event.id);
		const children = awaited.get(event.id) ?? [];
		awaited.delete(event.id);
		for (const child of children) if (waiting.has(child.id)) ready.push(child);
	}

	function joined(before: number): Joined {
		const added = graph.placed.slice(before);
		if (added.length > 0) ordered = null;
		if (pinned === null) pin(added.find(({ event }) => event.type === 'workspaceFounded'));
		const left = [...waiting.values()].map((event) => ({
			event,
			missing: event.event.parents.filter((id) => graph.get(id) === null),
		}));
		for (const id of [...waiting.keys()].slice(MAX_WAITING)) waiting.delete(id);
		if (waiting.size === 0) awaited.clear();
		return { added, waiting: left };
	}

	function pin(founding: PlacedEvent | undefined): void {
		if (founding === undefined) return;
		pinned = founding.id;
		fold = createFold(graph, pinned);
	}

	function judge(event: LifecycleEvent, assurance: Assurance): Refusal | null {
		const id = eventIdOf(event);
		if (graph.get(id) !== null) return fold.state().notCounted.get(id) ?? null;
		return fold.judge(graph.preview({ id, event, assurance }));
	}

	function judgementOf(id: EventId): Judgement | null {
		const placed = graph.get(id);
		return placed === null ? null : fold.judgementOf(placed);
	}

	function preview(event: LifecycleEvent, assurance: Assurance) {
		const id = eventIdOf(event);
		const placed = graph.get(id) ?? graph.preview({ id, event, assurance });
		return { placed, judgement: fold.standingOf(placed) };
	}

	function events(): Iterable<VerifiedEvent> {
		ordered ??= graph.placed.toSorted(compareInOrder);
		return ordered;
	}

	return {
		get size() {
			return graph.placed.length;
		},
		add,
		has: (id) => graph.get(id) !== null,
		get: graph.get,
		heads: graph.heads,
		events,
		since: (count) => graph.placed.slice(count),
		state: () => fold.state(),
		judge,
		judgementOf,
		preview,
	};
}
