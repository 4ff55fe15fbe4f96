import type { MapDesk } from '#client/features/context/map-desk.svelte.ts';
import { contextIds } from '#client/features/context/map-elements.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import type { ContextId } from '#shared/id.ts';
import { SNAP } from '#shared/trace/map/map-size.ts';

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

/**
 * The keyboard at a node of the map: arrows walk to the next node that way, with Shift they move
 * it; D draws a dependency from here, Enter ends it there or takes away the one that is there; X
 * picks the next line of this Context; the space bar shows the components.
 */
export function nodeKeys(
	event: KeyboardEvent & { readonly currentTarget: HTMLElement },
	id: ContextId,
	desk: MapDesk,
): void {
	if (event.ctrlKey || event.metaKey || event.altKey) return;
	const arrow = ARROWS[event.key];
	if (arrow !== undefined) {
		const [x, y] = arrow;
		if (event.shiftKey) desk.moveBy(movedWith(event.currentTarget, id), x * SNAP * 2, y * SNAP * 2);
		else focusNode(event.currentTarget, nextTowards(desk.places, id, x, y));
	} else if (event.key === ' ') desk.toggle(id);
	else if (event.key.toLowerCase() === 'd' && desk.mayWrite) {
		desk.drawing = id;
		desk.said = `Drawing from ${desk.nameOf(id)}. Go to what it depends on and press Enter; Escape stops.`;
	} else if (event.key.toLowerCase() === 'x') desk.pickNext(id);
	else if (event.key === 'Enter' && desk.drawing !== null && desk.drawing !== id) {
		desk.drawOrTake(desk.drawing, id);
	} else if (event.key === 'Escape' && desk.drawing !== null) {
		desk.drawing = null;
		desk.said = 'Nothing was drawn.';
	} else return;
	event.preventDefault();
	event.stopPropagation();
}

/** The node itself, and with it every other that is picked. */
function movedWith(node: HTMLElement, id: ContextId): ContextId[] {
	const map = node.closest('.svelte-flow');
	const picked = [...(map?.querySelectorAll<HTMLElement>('a.picked') ?? [])].flatMap(
		(one) => one.dataset['context'] ?? [],
	);
	return picked.includes(id) ? contextIds(picked) : [id];
}

function focusNode(from: HTMLElement, id: ContextId | null): void {
	if (id === null) return;
	const map = from.closest('.svelte-flow');
	map?.querySelector<HTMLElement>(`a[data-context="${id}"]`)?.focus();
}

/** The nearest Context that way: what lies aside counts as thrice as far. */
function nextTowards(places: Positions, id: ContextId, x: number, y: number): ContextId | null {
	const here = places.get(id);
	if (here === undefined) return null;
	let next: ContextId | null = null;
	let nearest = Number.POSITIVE_INFINITY;
	for (const [other, place] of places) {
		const [across, down] = [place.x - here.x, place.y - here.y];
		const ahead = across * x + down * y;
		if (other === id || ahead <= 0) continue;
		const far = ahead + 3 * Math.abs(across * y + down * x);
		if (far < nearest) [next, nearest] = [other, far];
	}
	return next;
}
