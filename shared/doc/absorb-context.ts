import type * as Y from 'yjs';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import { mergeChange } from '#shared/doc/apply-text.ts';
import { type BothChanged, bothChanged } from '#shared/doc/both-changed.ts';
import { componentMapFrom, readComponentOrder } from '#shared/doc/contexts-doc.ts';
import { writeNames } from '#shared/doc/edits/contexts.ts';
import { mapIn, stringIn, stringsIn, textIn } from '#shared/doc/read-value.ts';
import { mergeOrder, rekey } from '#shared/doc/sequence.ts';

/**
 * Brings the change from one reading of a Context to the next into it. No transaction of its own.
 * Answers with the words that the Context had changed too.
 */
export function absorbContext(
	context: Y.Map<unknown>,
	base: Context,
	next: Context,
): BothChanged[] {
	const both = (['name', 'entity', 'responsibilities', 'notes'] as const).flatMap((field) => {
		const text = textIn(context, field);
		if (text === null) return [];
		return bothChanged(base.id, field, mergeChange(text, base[field], next[field]));
	});
	if (base.type !== next.type) context.set('type', next.type);
	absorbSet(context, 'dependencies', base.dependencies, next.dependencies);
	absorbSet(context, 'stories', base.stories, next.stories);
	absorbNames(
		context,
		'unresolvedDependencies',
		base.unresolved.dependencies,
		next.unresolved.dependencies,
	);
	absorbNames(context, 'unresolvedStories', base.unresolved.stories, next.unresolved.stories);
	absorbComponents(context, base.components, next.components);
	return both;
}

function absorbSet(
	context: Y.Map<unknown>,
	key: string,
	base: readonly string[],
	next: readonly string[],
): void {
	const set = mapIn(context, key);
	for (const id of base) if (!next.includes(id)) set?.delete(id);
	for (const id of next) if (!base.includes(id) && !set?.has(id)) set?.set(id, true);
}

function absorbNames(
	context: Y.Map<unknown>,
	key: string,
	base: readonly string[],
	next: readonly string[],
): void {
	const here = stringsIn(context, key).filter(
		(name) => next.includes(name) || !base.includes(name),
	);
	const added = next.filter((name) => !base.includes(name) && !here.includes(name));
	writeNames(context, key, [...here, ...added]);
}

function absorbComponents(
	context: Y.Map<unknown>,
	base: readonly Component[],
	next: readonly Component[],
): void {
	const components = mapIn(context, 'components');
	if (components === null) return;
	const after = new Map(next.map((one) => [one.id as string, one]));
	for (const old of base) {
		const map = mapIn(components, old.id);
		const wanted = after.get(old.id);
		if (map === null) continue;
		const fields = ['name', 'type', 'code'] as const;
		if (wanted === undefined) {
			if (fields.every((field) => stringIn(map, field) === old[field])) components.delete(old.id);
			continue;
		}
		for (const field of fields) if (old[field] !== wanted[field]) map.set(field, wanted[field]);
	}
	const entries = readComponentOrder(context);
	const order = mergeOrder(
		entries.map(({ id }) => id),
		base.map(({ id }) => id),
		next.map(({ id }) => id),
	);
	for (const [id, key] of rekey(order, new Map(entries.map((one) => [one.id, one.order])))) {
		const wanted = after.get(id);
		const map = mapIn(components, id);
		if (map !== null) map.set('order', key);
		else if (wanted !== undefined) components.set(id, componentMapFrom(wanted, key));
	}
}
