import type { EventId } from '#shared/lifecycle/event.ts';

/** Questions about events that ask one another, each with one answer however they are asked. */
export interface Questions<A> {
	/**
	 * The answer on an event, from memory or from `ask`. Asked again while `ask` is still at it, the
	 * strict answer holds.
	 */
	answer(about: EventId, ask: () => A): A;
	/** Everything is asked anew from here on. */
	forget(): void;
}

/**
 * How many questions may wait for one another. Asked in the log's order hardly any do; behind a
 * chain that somebody made on purpose a stack would overflow, some 600 deep in Node. What is behind
 * more is answered first, on a stack of its own.
 */
const MOST_OPEN = 200;

/** Where an answer leans that hangs on what is behind too many others: before all that are open. */
const BEHIND = -1;

interface Passing<A> {
	readonly about: EventId;
	readonly answer: A;
	/** The first of the open questions that it leans on. */
	leansOn: number;
}

/**
 * What an answer came to while it leaned on the strict answer to an open question is kept only
 * until that one is settled: another order of asking would have come to something else.
 */
export function createQuestions<A>(strict: A): Questions<A> {
	const settled = new Map<EventId, A>();
	/** Those being asked, with how many were when each began. */
	const open = new Map<EventId, number>();
	const passing = new Map<EventId, Passing<A>>();
	/** The same, in the order in which they came up. */
	const order: Passing<A>[] = [];
	let leansOn = Number.POSITIVE_INFINITY;
	/** Those begun with nothing open, each but the last for what it was behind. */
	const begun = new Map<EventId, () => A>();
	/** The first question that the last of them is behind, if any. */
	const behind: (readonly [EventId, () => A])[] = [];

	function answer(about: EventId, ask: () => A): A {
		const known = settled.get(about);
		if (known !== undefined) return known;
		const asked = open.get(about);
		if (asked !== undefined) return lean(strict, asked);
		const came = passing.get(about);
		if (came !== undefined) return lean(came.answer, came.leansOn);
		if (open.size === 0) return begin(about, ask);
		return open.size < MOST_OPEN ? find(about, ask) : postpone(about, ask);
	}

	function begin(about: EventId, ask: () => A): A {
		begun.set(about, ask);
		for (;;) {
			const [last, how] = [...begun].at(-1) ?? [about, ask];
			const found = find(last, how);
			if (settled.has(last)) begun.delete(last);
			if (begun.size === 0) return found;
			for (const first of behind.splice(0)) begun.set(...first);
			order.length = 0;
			passing.clear();
		}
	}

	/** In a ring that comes round to one begun before, the strict answer holds. */
	function postpone(about: EventId, ask: () => A): A {
		if (begun.has(about)) return lean(strict, 0);
		if (behind.length === 0) behind.push([about, ask]);
		return lean(strict, BEHIND);
	}

	function find(about: EventId, ask: () => A): A {
		const outer = leansOn;
		const depth = open.size;
		const before = order.length;
		leansOn = Number.POSITIVE_INFINITY;
		open.set(about, depth);
		const found = ask();
		open.delete(about);
		if (leansOn < depth) {
			pass({ about, answer: found, leansOn }, depth, before);
			leansOn = Math.min(outer, leansOn);
		} else {
			settle(about, found, before);
			leansOn = outer;
		}
		return found;
	}

	/** What leaned on this one while it was open leans now on what this one leans on. */
	function pass(one: Passing<A>, depth: number, before: number): void {
		for (const inner of order.slice(before)) {
			if (inner.leansOn >= depth) inner.leansOn = one.leansOn;
		}
		order.push(one);
		passing.set(one.about, one);
	}

	function settle(about: EventId, found: A, before: number): void {
		settled.set(about, found);
		for (const inner of order.splice(before)) passing.delete(inner.about);
	}

	function lean(on: A, depth: number): A {
		leansOn = Math.min(leansOn, depth);
		return on;
	}

	return { answer, forget: () => settled.clear() };
}
