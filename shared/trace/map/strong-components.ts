/**
 * The strongly connected components of a graph (Tarjan, without recursion): linear, each node in
 * exactly one, and every component before those that lead to it.
 */
export function strongComponents<Id>(
	ids: readonly Id[],
	nextOf: (id: Id) => readonly Id[],
): Id[][] {
	const order = new Map<Id, number>();
	const lowest = new Map<Id, number>();
	const open: Id[] = [];
	const isOpen = new Set<Id>();
	const components: Id[][] = [];

	for (const root of ids) if (!order.has(root)) walkFrom(root);
	return components;

	function walkFrom(root: Id): void {
		const path = [enter(root)];
		for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
			const next = step.next[step.at++];
			if (next === undefined) {
				path.pop();
				leave(step.id);
				const above = path.at(-1);
				if (above !== undefined) lower(above.id, lowest.get(step.id));
			} else if (!order.has(next)) path.push(enter(next));
			else if (isOpen.has(next)) lower(step.id, order.get(next));
		}
	}

	function enter(id: Id): { readonly id: Id; readonly next: readonly Id[]; at: number } {
		order.set(id, order.size);
		lowest.set(id, order.size - 1);
		open.push(id);
		isOpen.add(id);
		return { id, next: nextOf(id), at: 0 };
	}

	function leave(id: Id): void {
		if (lowest.get(id) !== order.get(id)) return;
		const component = open.splice(open.lastIndexOf(id));
		for (const one of component) isOpen.delete(one);
		components.push(component);
	}

	function lower(id: Id, to = Number.POSITIVE_INFINITY): void {
		lowest.set(id, Math.min(lowest.get(id) ?? to, to));
	}
}
