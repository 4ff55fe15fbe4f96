import { mergeOrder, mergeSet, mergeValue } from '#server/mcp/merge-order.ts';
import type { MergedArtefact } from '#server/mcp/merge-story.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import { mergeText3 } from '#shared/doc/merge-text.ts';

/** Brings the change from `base` to `mine` into `theirs`, which may have moved on since. */
export function mergeContext(
	base: Context,
	mine: Context,
	theirs: Context,
): MergedArtefact<Context> {
	const conflicts: string[] = [];
	const prose = (field: 'name' | 'entity' | 'responsibilities' | 'notes') => {
		const { text, conflict } = mergeText3(base[field], mine[field], theirs[field]);
		if (conflict) conflicts.push(field);
		return text;
	};
	const value = <T extends string>(field: string, a: T, b: T, c: T): T => {
		const merged = mergeValue(a, b, c);
		if (merged.conflict) conflicts.push(field);
		return merged.value;
	};
	const artefact: Context = {
		id: theirs.id,
		name: prose('name'),
		type: value('type', base.type, mine.type, theirs.type),
		entity: prose('entity'),
		responsibilities: prose('responsibilities'),
		dependencies: mergeSet(base.dependencies, mine.dependencies, theirs.dependencies),
		stories: mergeSet(base.stories, mine.stories, theirs.stories),
		components: mergeComponents(base.components, mine.components, theirs.components, value),
		notes: prose('notes'),
		unresolved: theirs.unresolved,
	};
	return { artefact, conflicts };
}

type MergeValue = (field: string, base: string, mine: string, theirs: string) => string;

function mergeComponents(
	base: readonly Component[],
	mine: readonly Component[],
	theirs: readonly Component[],
	value: MergeValue,
): Component[] {
	const idsOf = (components: readonly Component[]) => components.map(({ id }) => id);
	return mergeOrder(idsOf(base), idsOf(mine), idsOf(theirs)).flatMap((id) => {
		const [before, ours, now] = [base, mine, theirs].map((side) =>
			side.find((component) => component.id === id),
		);
		if (!before || !ours || !now) return now ?? ours ?? [];
		const field = (name: 'name' | 'type' | 'code') =>
			value(`${name} of component ${id}`, before[name], ours[name], now[name]);
		return { id, name: field('name'), type: field('type'), code: field('code') };
	});
}
