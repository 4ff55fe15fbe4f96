/** Every write to Contexts. Each exported edit is one transaction and one undo step. */
import * as Y from 'yjs';
import type { Context, ContextType } from '#shared/artefact/context.ts';
import { writeText } from '#shared/doc/apply-text.ts';
import {
	type ContextsDoc,
	contextMapFrom,
	contextMapOf,
	readContexts,
} from '#shared/doc/contexts-doc.ts';
import { writeComponents } from '#shared/doc/edits/components.ts';
import { keyAmongBlocks } from '#shared/doc/edits/place.ts';
import { evenKeys } from '#shared/doc/fractional-index.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn, stringsIn, textIn } from '#shared/doc/read-value.ts';
import { readBlockOrder } from '#shared/doc/stories-doc.ts';
import type { ContextId, StoryId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { pathBetween } from '#shared/trace/dependency-path.ts';

/** What `updateContext` may change; what is absent stays. */
export interface ContextChange {
	readonly name?: string;
	readonly type?: ContextType;
	readonly entity?: string;
	readonly responsibilities?: string;
	readonly notes?: string;
}

/** Adds the Context right after a block, first (null), or last (undefined). */
export function addContext(
	doc: ContextsDoc,
	context: Context,
	after: string | null | undefined,
	origin: Origin,
): void {
	doc.yDoc.transact(() => {
		const order = keyAmongBlocks(readBlockOrder(doc.blocks), after);
		doc.blocks.set(context.id, contextMapFrom(context, order, evenKeys(context.components.length)));
	}, origin);
}

export function updateContext(
	doc: ContextsDoc,
	id: ContextId,
	change: ContextChange,
	origin: Origin,
): void {
	const map = contextMapOf(doc, id);
	if (map !== null) doc.yDoc.transact(() => writeContextFields(map, change), origin);
}

/** Makes a Context read like this one by the smallest edits. One that is not there is left alone. */
export function replaceContext(doc: ContextsDoc, context: Context, origin: Origin): void {
	const map = contextMapOf(doc, context.id);
	if (map === null) return;
	doc.yDoc.transact(() => {
		writeContextFields(map, context);
		writeSet(map, 'dependencies', context.dependencies);
		writeSet(map, 'stories', context.stories);
		writeComponents(map, context.components);
		writeNames(map, 'unresolvedDependencies', context.unresolved.dependencies);
		writeNames(map, 'unresolvedStories', context.unresolved.stories);
	}, origin);
}

/** Deletes the Context and every dependency on it. */
export function removeContext(doc: ContextsDoc, id: ContextId, origin: Origin): void {
	doc.yDoc.transact(() => {
		doc.blocks.delete(id);
		for (const context of readContexts(doc)) {
			const map = contextMapOf(doc, context.id);
			if (map && context.dependencies.includes(id)) mapIn(map, 'dependencies')?.delete(id);
		}
	}, origin);
}

/** Draws a dependency. One that would close a cycle is refused with its path. */
export function addDependency(
	doc: ContextsDoc,
	from: ContextId,
	to: ContextId,
	origin: Origin,
): Result<void, Refusal> {
	const contexts = readContexts(doc);
	const map = contextMapOf(doc, from);
	if (map === null || !contexts.some(({ id }) => id === to)) {
		return err(
			refusal('context-missing', 'One of the two contexts is gone.', 'Choose contexts of the map.'),
		);
	}
	const way = pathBetween(contexts, to, from);
	if (way !== null) {
		const nameOf = (id: ContextId) => contexts.find((one) => one.id === id)?.name ?? id;
		const path = [from, ...way].map(nameOf).join(' → ');
		return err(
			refusal(
				'context-cycle',
				`This dependency would close a cycle: ${path}.`,
				'Turn one of these dependencies round, or let a coordination context call both.',
			),
		);
	}
	doc.yDoc.transact(() => mapIn(map, 'dependencies')?.set(to, true), origin);
	return ok(undefined);
}

export function removeDependency(
	doc: ContextsDoc,
	from: ContextId,
	to: ContextId,
	origin: Origin,
): void {
	const map = contextMapOf(doc, from);
	if (map === null) return;
	inOneStep(doc.yDoc, origin, () => mapIn(map, 'dependencies')?.delete(to));
}

/** Says that the Context satisfies the Story. */
export function linkStory(
	doc: ContextsDoc,
	context: ContextId,
	story: StoryId,
	origin: Origin,
): void {
	const map = contextMapOf(doc, context);
	if (map !== null) doc.yDoc.transact(() => mapIn(map, 'stories')?.set(story, true), origin);
}

export function unlinkStory(
	doc: ContextsDoc,
	context: ContextId,
	story: StoryId,
	origin: Origin,
): void {
	const map = contextMapOf(doc, context);
	if (map !== null) doc.yDoc.transact(() => mapIn(map, 'stories')?.delete(story), origin);
}

/** Without a transaction of its own: for edits that are part of a larger one. */
export function writeContextFields(map: Y.Map<unknown>, change: ContextChange): void {
	for (const field of ['name', 'entity', 'responsibilities', 'notes'] as const) {
		const [text, next] = [textIn(map, field), change[field]];
		if (text !== null && next !== undefined) writeText(text, next);
	}
	if (change.type !== undefined && map.get('type') !== change.type) map.set('type', change.type);
}

export function writeSet(map: Y.Map<unknown>, key: string, ids: readonly string[]): void {
	const set = mapIn(map, key);
	if (set === null) return;
	const wanted = new Set(ids);
	for (const id of [...set.keys()]) if (!wanted.has(id)) set.delete(id);
	for (const id of wanted) if (!set.has(id)) set.set(id, true);
}

export function writeNames(map: Y.Map<unknown>, key: string, names: readonly string[]): void {
	if (JSON.stringify(stringsIn(map, key)) === JSON.stringify(names)) return;
	map.set(key, Y.Array.from([...names]));
}
