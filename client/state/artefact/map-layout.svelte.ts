import type { LiveRooms } from '#client/state/artefact/designs.svelte.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Position } from '#shared/artefact/position.ts';
import { openContextsDoc, readMapLines } from '#shared/doc/contexts-doc.ts';
import { placeContexts, settleContexts } from '#shared/doc/edits/layout.ts';
import { openLayoutDoc, type Positions, readPositions } from '#shared/doc/layout-doc.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { ContextId } from '#shared/id.ts';
import { groupsByHeading, type MapGroup } from '#shared/trace/map/groups.ts';

/** Where people put the Contexts of the map, and which of them its text holds together. */
export interface MapPart {
	readonly positions: Positions;
	readonly headings: readonly MapGroup[];
	/** Puts Contexts where a person wants them: one undoable step. */
	place(places: ReadonlyMap<ContextId, Position>): void;
	/** Keeps where Contexts stand already, which is nothing to undo. */
	settle(places: Positions): void;
	/** Keeps the layout live for as long as it is looked at; answers how to stop. */
	follow(): () => void;
}

const NAME = 'layout';

export class MapLayout implements MapPart {
	#replicas: Replicas;
	#rooms: LiveRooms;
	#origin: Origin;
	#positions: { readonly at: number; readonly of: object; readonly read: Positions } | null = null;
	#headings: readonly MapGroup[] = [];
	/** Nobody's to undo: nothing moved. */
	#settling: Origin;

	constructor(replicas: Replicas, rooms: LiveRooms, origin: Origin) {
		this.#replicas = replicas;
		this.#rooms = rooms;
		this.#origin = origin;
		this.#settling = { ...origin };
	}

	get positions(): Positions {
		const at = this.#replicas.changesOf(NAME).version;
		const { doc } = this.#replicas.of(NAME);
		if (this.#positions?.at !== at || this.#positions.of !== doc) {
			this.#positions = { at, of: doc, read: readPositions(openLayoutDoc(doc)) };
		}
		return this.#positions.read;
	}

	/** The same list until a heading or what stands below it changes. */
	get headings(): readonly MapGroup[] {
		this.#replicas.changesOf('contexts').version;
		const lines = readMapLines(openContextsDoc(this.#replicas.of('contexts').doc));
		const groups = groupsByHeading(lines);
		if (JSON.stringify(groups) !== JSON.stringify(this.#headings)) this.#headings = groups;
		return this.#headings;
	}

	place(places: ReadonlyMap<ContextId, Position>): void {
		placeContexts(this.#doc(), places, this.#origin);
	}

	settle(places: Positions): void {
		settleContexts(this.#doc(), places, this.#settling);
	}

	follow(): () => void {
		this.#rooms.open(NAME);
		return () => this.#rooms.close(NAME);
	}

	#doc() {
		return openLayoutDoc(this.#replicas.of(NAME).doc);
	}
}
