/** A context as an Agent gives it, and whether it fits on the map. */
import type { Caller } from '#server/mcp/caller.ts';
import { createRowIds } from '#server/mcp/sent-again.ts';
import type { ContextInput } from '#server/mcp/tools/write-context.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import { ComponentId, ContextId, mintId, StoryId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { pathBetween } from '#shared/trace/dependency-path.ts';

/** The context with what the Agent gave; components without an id that is known here are new, as is an id's second bearer. */
export function contextFrom(
	before: Context,
	input: ContextInput,
	{ random }: Caller,
	theirs = before,
): Context {
	const mint = () => ComponentId.parse(mintId('cp', random));
	const freshId = createRowIds(input.components ?? [], before.components, theirs.components, mint);
	return {
		...before,
		name: input.name?.trim() ?? before.name,
		type: input.type ?? before.type,
		entity: input.entity ?? before.entity,
		responsibilities: input.responsibilities ?? before.responsibilities,
		notes: input.notes ?? before.notes,
		dependencies:
			parsed(input.dependencies, (id) => ContextId.safeParse(id).data) ?? before.dependencies,
		stories: parsed(input.stories, (id) => StoryId.safeParse(id).data) ?? before.stories,
		components:
			input.components?.map(({ id, name, type, code }, n, all) => {
				const isFirst = all.findIndex((one) => one.id === id) === n;
				const known = before.components.find((one) => isFirst && one.id === id);
				const row = { name, type, code: code ?? known?.code ?? '' };
				const isAlike = (one: Component) =>
					one.name === name && one.type === type && one.code === row.code;
				return { id: known?.id ?? freshId(isAlike), ...row };
			}) ?? before.components,
	};
}

/** Ids that name nothing, and dependencies that would close a cycle. */
export function whyNotOnMap(
	context: Context,
	input: ContextInput,
	all: readonly Context[],
	{ workspace }: Caller,
): Refusal | null {
	const others = all.filter(({ id }) => id !== context.id);
	const stories = workspace.artefacts().stories.map(({ id }): string => id);
	const strangers = [
		...(input.dependencies ?? []).filter((wanted) => !others.some(({ id }) => id === wanted)),
		...(input.stories ?? []).filter((id) => !stories.includes(id)),
	];
	if (strangers.length > 0) return unknownIds(strangers);
	const map = [...others, context];
	for (const dependency of context.dependencies) {
		const way = pathBetween(map, dependency, context.id);
		if (way) return cycle([context.id, ...way].map((id) => nameOf(map, id)));
	}
	return null;
}

function parsed<Id>(
	ids: readonly string[] | undefined,
	parse: (id: string) => Id | undefined,
): Id[] | undefined {
	return ids?.flatMap((id) => parse(id) ?? []);
}

function nameOf(map: readonly Context[], wanted: ContextId): string {
	return map.find(({ id }) => id === wanted)?.name ?? wanted;
}

function unknownIds(ids: readonly string[]): Refusal {
	const named = ids.slice(0, 10).map((id) => JSON.stringify(id.slice(0, 40)));
	return refusal(
		'unknown-ids',
		`These ids name nothing here, or the context itself: ${named.join(', ')}. Nothing was written.`,
		'Call find_artefacts for the ids of stories and contexts.',
	);
}

function cycle(path: readonly string[]): Refusal {
	return refusal(
		'context-cycle',
		`These dependencies would close a cycle: ${path.join(' → ')}. Nothing was written.`,
		'Turn one of them round, or let a coordination context call both.',
	);
}
