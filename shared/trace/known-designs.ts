import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { ComponentId } from '#shared/id.ts';

/** What is known of a Design without its file: its Component, and the Context that owns it. */
export type KnownDesign = Pick<Design, 'id' | 'component' | 'type' | 'context'>;

/**
 * What the context map says of each Component, for the Designs whose front matter leaves it out.
 * Everyone who reads a Design must fill it in alike, or its revision would differ between them.
 */
export function knownDesigns(contexts: readonly Context[]): ReadonlyMap<ComponentId, KnownDesign> {
	return new Map(
		contexts.flatMap((context) =>
			context.components.map(({ id, name, type }) => [
				id,
				{ id, component: name, type, context: context.id },
			]),
		),
	);
}

/** A Design that no Context lists is known by its id alone. */
export function unlistedDesign(id: ComponentId): KnownDesign {
	return { id, component: '', type: '', context: null };
}
