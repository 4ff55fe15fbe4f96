import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ContextId, StoryId } from '#shared/id.ts';

/** Which Stories have a Context that satisfies them. */
export interface Coverage {
	/** The Stories of each Context that are there. */
	readonly byContext: ReadonlyMap<ContextId, readonly StoryId[]>;
	/** Exactly one Context satisfies them. */
	readonly mapped: readonly StoryId[];
	readonly unmapped: readonly StoryId[];
	/** Satisfied by more than one, with all of them. */
	readonly twice: readonly { readonly story: StoryId; readonly by: readonly ContextId[] }[];
}

export function coverageOf({
	stories,
	contexts,
}: Pick<Artefacts, 'stories' | 'contexts'>): Coverage {
	const owners = new Map<StoryId, ContextId[]>(stories.map(({ id }) => [id, []]));
	const byContext = new Map<ContextId, StoryId[]>();
	for (const context of contexts) {
		const there = context.stories.filter((id) => owners.has(id));
		byContext.set(context.id, there);
		for (const id of there) owners.get(id)?.push(context.id);
	}
	const all = [...owners];
	return {
		byContext,
		mapped: all.flatMap(([id, by]) => (by.length === 1 ? id : [])),
		unmapped: all.flatMap(([id, by]) => (by.length === 0 ? id : [])),
		twice: all.flatMap(([story, by]) => (by.length > 1 ? { story, by } : [])),
	};
}
