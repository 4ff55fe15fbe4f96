import { createContext } from 'svelte';
import { FrameByFrame } from '#client/features/context/frame-by-frame.svelte.ts';
import type { Detail } from '#client/features/context/map-detail.ts';
import { MapFocus } from '#client/features/context/map-focus.svelte.ts';
import { PickedDependency } from '#client/features/context/picked-dependency.svelte.ts';
import { undoToast } from '#client/features/story/undo-toast.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Position } from '#shared/artefact/position.ts';
import { counted } from '#shared/counted.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import type { ContextId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { arrangeMap, snapped } from '#shared/trace/map/arrange-map.ts';
import { cyclesOf, cyclicPairs } from '#shared/trace/map/cycles.ts';
import { groupsByType, type MapGroup } from '#shared/trace/map/groups.ts';
import { placeContexts } from '#shared/trace/map/place-contexts.ts';

export type Grouping = 'headings' | 'type' | 'none';

/** So many frames share the work when two hundred nodes change what they show. */
const DETAIL_FRAMES = 24;
/** Fewer, as less changes: it is to be seen at once what is not far. */
const VEIL_FRAMES = 6;

interface DeskDeps {
	readonly workspace: Workspace;
	/** The Contexts that are on the map. */
	readonly contexts: () => readonly Context[];
	readonly selected: () => ContextId | null;
	readonly mayWrite: () => boolean;
}

/** What one person does at the map: where things stand, what is moved, drawn, opened up and said. */
export class MapDesk {
	readonly focus: MapFocus;
	/** What the nodes show, by how near one looks. */
	readonly detail = new FrameByFrame<Detail>(DETAIL_FRAMES, 'near');
	/** Whether what is far from what is looked at lies behind a veil. */
	readonly veil = new FrameByFrame(VEIL_FRAMES, false);
	readonly picked: PickedDependency;
	#deps: DeskDeps;
	/** Where each Context stood last: what nobody placed keeps its place for as long as one looks. */
	#stood: Positions = new Map();
	grouping = $state<Grouping>('headings');
	/** Where those stand that are being dragged right now. */
	moving = $state.raw<Positions>(new Map());
	/** The Context that a dependency is being drawn from with the keyboard. */
	drawing = $state<ContextId | null>(null);
	/** Contexts that show their components. */
	expanded = $state.raw<ReadonlySet<ContextId>>(new Set());
	refused = $state.raw<Refusal | null>(null);
	/** The latest thing for a screen reader to read out. */
	said = $state('');
	/** Where the camera has to look next. */
	lookAt = $state.raw<readonly ContextId[]>([]);

	#topology = $derived.by(() => topologyOf(this.#deps.contexts()));
	readonly groups: readonly MapGroup[] = $derived.by(() => this.#groupsNow());
	readonly places: Positions = $derived.by(() => this.#placesNow());
	/** Who is here: asked once for all the nodes. */
	readonly people = $derived.by(() => this.#deps.workspace.people);
	/** The dependencies that lie on a cycle, as `from to`. */
	readonly cyclic = $derived.by(() => cyclicPairs(this.focus.graph, cyclesOf(this.focus.graph)));

	constructor(deps: DeskDeps) {
		this.#deps = deps;
		this.focus = new MapFocus(deps.contexts);
		this.picked = new PickedDependency(() => this.focus.graph);
	}

	get mayWrite(): boolean {
		return this.#deps.mayWrite();
	}

	get selected(): ContextId | null {
		return this.#deps.selected();
	}

	/** Moves Contexts by hand: they stay there, for everybody. */
	move(places: Positions): void {
		if (!this.mayWrite || places.size === 0) return;
		const { map } = this.#deps.workspace;
		// Undo leads back to where these stood.
		map.settle(new Map([...this.places].filter(([id]) => places.has(id))));
		map.place(new Map([...places].map(([id, { x, y }]) => [id, snapped(x, y)])));
		// The others stand where they stood; to write that down has time until this is painted.
		setTimeout(() => this.settle(), 0);
	}

	moveBy(ids: readonly ContextId[], x: number, y: number): void {
		const places = ids.flatMap((id): [ContextId, Position][] => {
			const place = this.places.get(id);
			return place === undefined ? [] : [[id, { x: place.x + x, y: place.y + y }]];
		});
		this.move(new Map(places));
		const what = ids.length === 1 ? this.nameOf(ids[0]) : counted(ids.length, 'context');
		this.said = `${what} moved ${x < 0 ? 'left' : x > 0 ? 'right' : y < 0 ? 'up' : 'down'}.`;
	}

	/** Keeps where everything stands: from then on it is the same on every screen. */
	settle(): void {
		if (this.mayWrite) this.#deps.workspace.map.settle(this.places);
	}

	/** Arranges the whole map anew, as one step that undo takes back. */
	tidy(): void {
		if (!this.mayWrite) return;
		this.settle();
		this.#deps.workspace.map.place(arrangeMap(this.#deps.contexts(), this.groups));
		this.said = 'The map is arranged anew. Undo brings the places back.';
	}

	/** Draws a dependency, or says why not. It changes `from`, which has to be a draft. */
	draw(from: ContextId, to: ContextId): void {
		this.refused = this.#notADraft(from) ?? this.#drawn(from, to);
		if (this.refused === null) this.said = `${this.nameOf(from)} depends on ${this.nameOf(to)}.`;
		else this.said = this.refused.reason;
		this.drawing = null;
	}

	/** Draws the dependency that the keyboard leads to; where there is one already, takes it away. */
	drawOrTake(from: ContextId, to: ContextId): void {
		if (this.dependsOn(from, to)) this.undraw(from, to);
		else this.draw(from, to);
		this.drawing = null;
	}

	undraw(from: ContextId, to: ContextId): void {
		if (!this.mayWrite) return;
		this.refused = this.#notADraft(from);
		if (this.refused !== null) return;
		this.settle();
		this.#deps.workspace.edit.removeDependency(from, to);
		const words = `${this.nameOf(from)} depends on ${this.nameOf(to)} no more.`;
		this.said = `${words} Undo brings it back.`;
		undoToast(this.#deps.workspace, words);
	}

	dependsOn(from: ContextId, to: ContextId): boolean {
		return this.focus.graph.dependencies.get(from)?.includes(to) ?? false;
	}

	/** Walks along the lines of a Context: the picked one can be taken away. */
	pickNext(id: ContextId): void {
		const picked = this.picked.next(id);
		if (picked === null) this.said = `${this.nameOf(id)} has no dependency.`;
	}

	toggle(id: ContextId): void {
		const expanded = new Set(this.expanded);
		if (!expanded.delete(id)) expanded.add(id);
		this.expanded = expanded;
	}

	nameOf(id: ContextId | undefined): string {
		return id === undefined ? '' : this.#deps.workspace.titleOf(id);
	}

	#notADraft(id: ContextId): Refusal | null {
		if (this.#deps.workspace.view(id).phase === 'draft') return null;
		const reason = `${this.nameOf(id)} is not a draft.`;
		return refusal('not-a-draft', reason, 'Open it and revise it first.');
	}

	#drawn(from: ContextId, to: ContextId): Refusal | null {
		this.settle();
		const done = this.#deps.workspace.edit.addDependency(from, to);
		return done.ok ? null : done.error;
	}

	#groupsNow(): readonly MapGroup[] {
		if (this.grouping === 'none') return [];
		const there = new Set(this.#deps.contexts().map(({ id }) => id));
		const all =
			this.grouping === 'type'
				? groupsByType(this.#deps.contexts())
				: this.#deps.workspace.map.headings;
		return all.map(({ title, members }) => ({
			title,
			members: members.filter((id) => there.has(id)),
		}));
	}

	/** Laid out anew only when something comes, goes or moves, never while someone types. */
	#placesNow(): Positions {
		this.#topology;
		const kept = new Map([...this.#stood, ...this.#deps.workspace.map.positions]);
		const placed = placeContexts(this.#deps.contexts(), this.groups, kept);
		// In the map's own order whatever moved last: to put a node elsewhere in the page is to lay it out anew.
		const places = new Map(
			this.#deps.contexts().flatMap(({ id }): [ContextId, Position][] => {
				const place = placed.get(id);
				return place === undefined ? [] : [[id, place]];
			}),
		);
		if (!isSame(places, this.#stood)) this.#stood = places;
		return this.#stood;
	}
}

export const [currentMapDesk, provideMapDesk] = createContext<MapDesk>();

function isSame(one: Positions, other: Positions): boolean {
	if (one.size !== other.size) return false;
	return [...one].every(([id, { x, y }]) => other.get(id)?.x === x && other.get(id)?.y === y);
}

function topologyOf(contexts: readonly Context[]): string {
	return contexts.map(({ id, dependencies }) => `${id} ${dependencies.join(' ')}`).join();
}
