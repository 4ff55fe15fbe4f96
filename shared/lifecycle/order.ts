/**
 * The graph of events, and the order in which it is read: parents before children, then by id.
 *
 * Every event has a depth (one more than its deepest parent), so its place among others follows
 * from its own ancestors alone and a late event never reorders old ones. Ancestry is answered from
 * chains: each event continues a chain whose last event it descends from, and remembers how far
 * up every other chain it sees. A straight log is one chain, so an append costs the same at any
 * length.
 *
 *     chain 0   a0 ── a1 ── a2 ────── a3      a3 sees chain 1 up to b1
 *                 ╲                 ╱
 *     chain 1      b0 ──────── b1 ─┘
 */
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import {
	findChain,
	joined,
	NOTHING,
	type Past,
	pastOf,
	placeIn,
	withPlace,
} from '#shared/lifecycle/past.ts';

/** A point in the graph, and what lies before it. */
export interface Place {
	readonly id: EventId;
	readonly chain: number;
	readonly place: number;
	/** By chain, the place of the last ancestor there. */
	readonly seen: Past;
}

/** An event with its place in the graph. Chains depend on delivery; depth and ancestry don't. */
export interface PlacedEvent extends VerifiedEvent, Place {
	/** The how-manieth event this graph was given. */
	readonly index: number;
	readonly depth: number;
}

export interface EventGraph {
	readonly placed: readonly PlacedEvent[];
	get(id: EventId): PlacedEvent | null;
	/** Adds an event whose parents are all here. Throws if one is not. */
	add(event: VerifiedEvent): PlacedEvent;
	/** The place an event would have, without adding it: nothing descends from it. */
	preview(event: VerifiedEvent): PlacedEvent;
	/** The place that has every event before it. */
	end(): Place;
	/** The events nothing descends from, sorted. */
	heads(): readonly EventId[];
	/** The first event, by index, that is neither this one nor among its ancestors. */
	firstUnseenBy(event: PlacedEvent): number;
}

/** Whether `earlier` is a proper ancestor of `later`. */
export function isBefore(earlier: Place, later: Place): boolean {
	if (earlier.chain === later.chain) return earlier.place < later.place;
	return placeIn(later.seen, earlier.chain) >= earlier.place;
}

export function compareInOrder(
	a: { readonly depth: number; readonly id: EventId },
	b: { readonly depth: number; readonly id: EventId },
): number {
	if (a.depth !== b.depth) return a.depth - b.depth;
	if (a.id === b.id) return 0;
	return a.id < b.id ? -1 : 1;
}

interface Ordered {
	readonly depth: number;
	readonly id: EventId;
}

/** Where one belongs in a list that is in order, after its equals; mostly at the end. */
export function placeInOrder<V>(
	list: readonly V[],
	one: Ordered,
	orderOf: (other: V) => Ordered,
): number {
	let [low, high] = [0, list.length];
	const last = list.at(-1);
	if (last === undefined || compareInOrder(orderOf(last), one) <= 0) low = high;
	while (low < high) {
		const middle = (low + high) >> 1;
		const at = list[middle];
		if (at !== undefined && compareInOrder(orderOf(at), one) <= 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

export function createEventGraph(): EventGraph {
	const byId = new Map<EventId, PlacedEvent>();
	const placed: PlacedEvent[] = [];
	/** By chain, the indexes of its events. */
	const chains: number[][] = [];
	const open = new Set<EventId>();
	let sortedHeads: readonly EventId[] | null = null;

	function add(event: VerifiedEvent): PlacedEvent {
		const { seen, depth, parents } = look(event);
		const chain = chainFor(seen, parents);
		const members = chains[chain] ?? [];
		const node: PlacedEvent = {
			id: event.id,
			event: event.event,
			assurance: event.assurance,
			index: placed.length,
			depth,
			chain,
			place: members.length,
			seen,
		};
		chains[chain] = members;
		members.push(node.index);
		placed.push(node);
		byId.set(node.id, node);
		for (const parent of parents) open.delete(parent.id);
		open.add(node.id);
		sortedHeads = null;
		return node;
	}

	function preview(event: VerifiedEvent): PlacedEvent {
		const { seen, depth, parents } = look(event);
		const all = parents.reduce((past, { chain, place }) => withPlace(past, chain, place), seen);
		const { id, assurance } = event;
		const index = placed.length;
		return {
			id,
			event: event.event,
			assurance,
			index,
			depth,
			chain: -1,
			place: index,
			seen: all,
		};
	}

	function end(): Place {
		const seen = pastOf(chains.map((members) => members.length - 1));
		return { id: '', chain: -1, place: placed.length, seen };
	}

	/** What an event sees of other chains. A single parent shares its own view. */
	function look(event: VerifiedEvent) {
		const parents = event.event.parents.map((id) => {
			const parent = byId.get(id);
			if (parent === undefined) throw new Error(`Parent ${id} is not in the graph.`);
			return parent;
		});
		const [first] = parents;
		const depth = parents.reduce((deepest, parent) => Math.max(deepest, parent.depth), -1) + 1;
		if (first === undefined) return { seen: NOTHING, depth, parents };
		if (parents.length === 1 && isTail(first)) return { seen: first.seen, depth, parents };
		const all = parents.reduce((past, { seen }) => joined(past, seen), first.seen);
		const seen = parents.reduce((past, { chain, place }) => withPlace(past, chain, place), all);
		return { seen, depth, parents };
	}

	/** A chain whose last event is an ancestor, so that few chains are ever needed. */
	function chainFor(seen: Past, parents: readonly PlacedEvent[]): number {
		const tail = parents.find(isTail);
		if (tail !== undefined) return tail.chain;
		const free = findChain(seen, (place, chain) => place === (chains[chain]?.length ?? 0) - 1);
		return free === -1 ? chains.length : free;
	}

	function isTail(node: PlacedEvent): boolean {
		return chains[node.chain]?.length === node.place + 1;
	}

	function heads(): readonly EventId[] {
		sortedHeads ??= [...open].sort();
		return sortedHeads;
	}

	function firstUnseenBy(event: PlacedEvent): number {
		let first = placed.length;
		for (const [chain, members] of chains.entries()) {
			const top = chain === event.chain ? event.place : placeIn(event.seen, chain);
			first = Math.min(first, members[top + 1] ?? first);
		}
		return first;
	}

	return { placed, get: (id) => byId.get(id) ?? null, add, preview, end, heads, firstUnseenBy };
}
