/**
 * Brings edits that the relay never had into a document that was founded anew.
 *
 * Yjs would merge two foundings into doubled text, so they go over as what they say: field by
 * field, a three-way merge of what this device last shared (`base`), what it wrote (`mine`) and
 * what stands there (`target`). Doing it twice changes nothing.
 */
import * as Y from 'yjs';
import { carriedContext, carriedStory } from '#client/sync/carried-fields.ts';
import { openCommentsDoc, readComments } from '#shared/doc/comments-doc.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { docKindOf } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { addContext, removeContext, replaceContext } from '#shared/doc/edits/contexts.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { absorbPositions } from '#shared/doc/edits/layout.ts';
import { addStory, removeStory, replaceStory } from '#shared/doc/edits/stories.ts';
import { openLayoutDoc, readPositions } from '#shared/doc/layout-doc.ts';
import { mergeDesign3 } from '#shared/doc/merge-design.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';

export interface Carried {
	readonly base: Uint8Array;
	readonly mine: Uint8Array;
}

export function carryOver(name: string, carried: Carried, target: Y.Doc, origin: Origin): void {
	const [base, mine] = [docFrom(carried.base), docFrom(carried.mine)];
	switch (docKindOf(name)?.kind) {
		case 'stories':
			carryStories(base, mine, target, origin);
			break;
		case 'contexts':
			carryContexts(base, mine, target, origin);
			break;
		case 'design': {
			const [before, after] = [base, mine].map((doc) => readDesignText(openDesignDoc(doc)));
			const design = openDesignDoc(target);
			const { text } = mergeDesign3(before ?? '', after ?? '', readDesignText(design));
			setDesign(design, text, origin);
			break;
		}
		case 'layout': {
			const [before, after] = [base, mine].map((doc) => readPositions(openLayoutDoc(doc)));
			const empty = new Map();
			absorbPositions(openLayoutDoc(target), before ?? empty, after ?? empty, origin);
			break;
		}
		case 'comments':
			carryComments(base, mine, target, origin);
			break;
	}
	base.destroy();
	mine.destroy();
}

function carryStories(base: Y.Doc, mine: Y.Doc, target: Y.Doc, origin: Origin): void {
	const doc = openStoriesDoc(target);
	const plan = planOf(
		readStories(openStoriesDoc(base)),
		readStories(openStoriesDoc(mine)),
		readStories(doc),
		carriedStory,
	);
	for (const story of plan.added) addStory(doc, story, undefined, origin);
	for (const story of plan.changed) replaceStory(doc, story, origin);
	for (const story of plan.removed) removeStory(doc, story.id, origin);
}

function carryContexts(base: Y.Doc, mine: Y.Doc, target: Y.Doc, origin: Origin): void {
	const doc = openContextsDoc(target);
	const plan = planOf(
		readContexts(openContextsDoc(base)),
		readContexts(openContextsDoc(mine)),
		readContexts(doc),
		carriedContext,
	);
	for (const context of plan.added) addContext(doc, context, undefined, origin);
	for (const context of plan.changed) replaceContext(doc, context, origin);
	for (const context of plan.removed) removeContext(doc, context.id, origin);
}

/** Only what was written here since: the relay takes nobody's comments from somebody else. */
function carryComments(base: Y.Doc, mine: Y.Doc, target: Y.Doc, origin: Origin): void {
	const known = new Set(readComments(openCommentsDoc(base)).map(({ id }) => id));
	for (const comment of readComments(openCommentsDoc(mine)))
		if (!known.has(comment.id)) addComment(openCommentsDoc(target), comment, origin);
}

interface Plan<T> {
	readonly added: readonly T[];
	readonly changed: readonly T[];
	readonly removed: readonly T[];
}

/** What has to happen to `theirs` so that it holds what was done between `base` and `mine`. */
function planOf<T extends { readonly id: string }>(
	base: readonly T[],
	mine: readonly T[],
	theirs: readonly T[],
	merge: (base: T, mine: T, theirs: T) => T,
): Plan<T> {
	const before = new Map(base.map((one) => [one.id, one]));
	const there = new Map(theirs.map((one) => [one.id, one]));
	const kept = new Set(mine.map((one) => one.id));
	const edited = mine.filter((one) => !isSame(one, before.get(one.id)));
	return {
		added: edited.filter((one) => !there.has(one.id)),
		changed: edited.flatMap((one) => {
			const other = there.get(one.id);
			return other === undefined ? [] : merge(before.get(one.id) ?? other, one, other);
		}),
		removed: base.filter((one) => !kept.has(one.id) && isSame(one, there.get(one.id))),
	};
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function docFrom(state: Uint8Array): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	return doc;
}
