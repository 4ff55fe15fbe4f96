import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId, ContextId } from '#shared/id.ts';

/** What is known of an artefact by its id alone. */
export interface Entry {
	/** As people wrote it; a Component's name, whether its Design is written or not. */
	readonly title: string;
	/** Of a Component: the Context that has it on the map. */
	readonly owner: ContextId | null;
}

const known = new WeakMap<Artefacts, ReadonlyMap<ArtefactId, Entry>>();

/** Null for what is not there; a Component on the map is, also before its Design is written. */
export function entryOf(artefacts: Artefacts, id: ArtefactId): Entry | null {
	const entries = known.get(artefacts) ?? entriesOf(artefacts);
	known.set(artefacts, entries);
	return entries.get(id) ?? null;
}

/** Of two with one id the first is meant, and the map's name before a Design's own. */
function entriesOf({ stories, contexts, designs }: Artefacts): ReadonlyMap<ArtefactId, Entry> {
	const entries: readonly (readonly [ArtefactId, Entry])[] = [
		...stories.map(({ id, title }) => [id, { title, owner: null }] as const),
		...contexts.map(({ id, name }) => [id, { title: name, owner: null }] as const),
		...contexts.flatMap((context) =>
			context.components.map(({ id, name }) => [id, { title: name, owner: context.id }] as const),
		),
		...designs.map(({ id, component }) => [id, { title: component, owner: null }] as const),
	];
	return new Map(entries.toReversed());
}
