/** Two clients whose documents have the same past, and what they do apart. */
import * as Y from 'yjs';
import {
	criterionTextOf,
	openStoriesDoc,
	readStories,
	type StoriesDoc,
} from '#shared/doc/stories-doc.ts';
import { docOf, FILE } from '#test/unit/doc/shop-document.ts';

export const robin = { kind: 'person', id: 'robin' } as const;

/** Another client's document with the same past. */
export function another(doc: StoriesDoc): StoriesDoc {
	const yDoc = new Y.Doc();
	Y.applyUpdate(yDoc, Y.encodeStateAsUpdate(doc.yDoc));
	return openStoriesDoc(yDoc);
}

export function meet(...docs: readonly StoriesDoc[]): void {
	for (let round = 0; round < 2; round++)
		for (const from of docs)
			for (const to of docs)
				if (from !== to)
					Y.applyUpdate(to.yDoc, Y.encodeStateAsUpdate(from.yDoc, Y.encodeStateVector(to.yDoc)));
}

export function type(
	doc: StoriesDoc,
	words: string,
	at: { story?: number; criterion?: number } = {},
): void {
	const story = readStories(doc)[at.story ?? 0];
	const criterion = story?.criteria[at.criterion ?? 0];
	const text = story && criterion && criterionTextOf(doc, story.id, criterion.id);
	if (text) doc.yDoc.transact(() => text.insert(text.length, words), robin);
}

export const said = (doc: StoriesDoc) =>
	readStories(doc).map(({ title, criteria }) => [title, ...criteria.map(({ text }) => text)]);

/** Two clients of one file with two Stories. */
export function bothAtStart() {
	const here = docOf(FILE);
	const [first, second] = readStories(here);
	if (!first || !second) throw new Error('There are two.');
	return { here, away: another(here), first, second };
}
