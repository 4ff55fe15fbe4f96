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

interface Passing<A> {
	readonly answer: A;
	/** The first of the open questions that it leans on. */
	readonly leansOn: number;
}

/**
 * What an answer came to while it leaned on the strict answer to an open question is kept only
 * until that one is settled: another order of asking would have come to something else.
 */
export function createQuestions<A>(strict: A): Questions<A> {
	const settled = new Map<EventId, A>();
	/** Those being asked, with how many were when each began. */
	const open = new Map<EventId, number>();
	/** In the order in which they came up. */
	const passing = new Map<EventId, Passing<A>>();
	let leansOn = Number.POSITIVE_INFINITY;

	function answer(about: EventId, ask: () => A): A {
		const known = settled.get(about);
		if (known !== undefined) return known;
		const asked = open.get(about);
		if (asked !== undefined) return lean(strict, asked);
		const came = passing.get(about);
		return came === undefined ? find(about, ask) : lean(came.answer, came.leansOn);
	}

	function find(about: EventId, ask: () => A): A {
		const outer = leansOn;
		const depth = open.size;
		const before = passing.size;
		leansOn = Number.POSITIVE_INFINITY;
		open.set(about, depth);
		const found = ask();
		open.delete(about);
		if (leansOn < depth) {
			passing.set(about, { answer: found, leansOn });
			leansOn = Math.min(outer, leansOn);
			return found;
		}
		settled.set(about, found);
		if (passing.size > before) {
			for (const id of [...passing.keys()].slice(before)) passing.delete(id);
		}
		leansOn = outer;
		return found;
	}

	function lean(on: A, depth: number): A {
		leansOn = Math.min(leansOn, depth);
		return on;
	}

	return { answer, forget: () => settled.clear() };
}
