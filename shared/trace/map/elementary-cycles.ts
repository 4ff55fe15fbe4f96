/**
 * The elementary cycles of a strongly connected part of a graph (Johnson, without recursion), at
 * most `limit`. Each begins with its first member in the order of `ids`, and comes once. The work
 * is linear in the part's size for each cycle that is told.
 */
import { strongComponents } from '#shared/trace/map/strong-components.ts';

export function elementaryCycles<Id>(
	ids: readonly Id[],
	nextOf: (id: Id) => readonly Id[],
	limit: number,
): Id[][] {
	const cycles: Id[][] = [];
	const place = new Map(ids.map((id, n) => [id, n]));
	const parts: (readonly Id[])[] = [ids];
	for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
		if (cycles.length >= limit) break;
		const inside = new Set(part);
		const within = (id: Id) => nextOf(id).filter((next) => inside.has(next));
		const [start, ...rest] = part.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
		if (start === undefined) continue;
		cycles.push(...cyclesThrough(start, within, limit - cycles.length));
		// Every part that is looked at again holds a cycle, so none is walked for nothing.
		inside.delete(start);
		parts.push(...strongComponents(rest, within).filter((one) => isKnotted(one, within)));
	}
	return cycles;
}

/** Whether those of a strong component reach themselves. */
export function isKnotted<Id>(
	component: readonly Id[],
	nextOf: (id: Id) => readonly Id[],
): boolean {
	return component.length > 1 || component.some((id) => nextOf(id).includes(id));
}

interface Step<Id> {
	readonly id: Id;
	readonly next: readonly Id[];
	at: number;
	closed: boolean;
}

/** The cycles through `start`, none of which meets a node twice. */
function cyclesThrough<Id>(start: Id, nextOf: (id: Id) => readonly Id[], limit: number): Id[][] {
	const cycles: Id[][] = [];
	const blocked = new Set<Id>();
	/** Who is set free when a node is: those that found it blocked. */
	const waiting = new Map<Id, Set<Id>>();
	const path: Step<Id>[] = [];
	enter(start);
	for (let step = path.at(-1); step !== undefined && cycles.length < limit; step = path.at(-1)) {
		const next = step.next[step.at++];
		if (next === undefined) leave(step);
		else if (next === start) {
			cycles.push(path.map(({ id }) => id));
			step.closed = true;
		} else if (!blocked.has(next)) enter(next);
	}
	return cycles;

	function enter(id: Id): void {
		blocked.add(id);
		path.push({ id, next: nextOf(id), at: 0, closed: false });
	}

	function leave(step: Step<Id>): void {
		path.pop();
		const above = path.at(-1);
		if (step.closed) {
			free(step.id);
			if (above !== undefined) above.closed = true;
			return;
		}
		for (const next of step.next) {
			const queue = waiting.get(next) ?? new Set();
			waiting.set(next, queue.add(step.id));
		}
	}

	function free(id: Id): void {
		const queue = [id];
		for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
			if (!blocked.delete(one)) continue;
			queue.push(...(waiting.get(one) ?? []));
			waiting.delete(one);
		}
	}
}
