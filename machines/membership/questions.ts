import type { EventId } from '#shared/lifecycle/event.ts';

/** Questions about events that ask one another, each with one answer however they are asked. */
export interface Questions<A> {
	/**
	 * The answer on an event, from memory or from `ask`. Asked again while `ask` is still at it, or
	 * behind too many others, the strict answer holds.
	 */
	answer(about: EventId, ask: () => A): A;
	/** Everything is asked anew from here on. */
	forget(): void;
}

/**
 * How many questions may wait for one another. Asked in the log's order hardly any do; behind a
 * chain that somebody made on purpose a stack would overflow, some 600 deep in Node.
 */
const MOST_OPEN = 200;

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

	function answer(about: EventId, ask: () => A): A {
		const known = settled.get(about);
		if (known !== undefined) return known;
		const asked = open.get(about);
		if (asked !== undefined) return lean(strict, asked);
		const came = passing.get(about);
		if (came !== undefined) return lean(came.answer, came.leansOn);
		return open.size < MOST_OPEN ? find(about, ask) : lean(strict, 0);
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
