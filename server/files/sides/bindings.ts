/** The three kinds of file, each tied to its document. */
import type * as Y from 'yjs';
import { lineFindings } from '#server/files/findings/line-findings.ts';
import { designIdIn } from '#server/files/scan.ts';
import type { Binding } from '#server/files/sides/binding.ts';
import type { Room } from '#server/sync/room.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { absorbContexts, absorbStories } from '#shared/doc/absorb.ts';
import { setText } from '#shared/doc/apply-text.ts';
import { type BothChanged, bothChanged } from '#shared/doc/both-changed.ts';
import { openContextsDoc, readContextBlocks } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { matterField } from '#shared/doc/field-texts.ts';
import { mergeDesign3 } from '#shared/doc/merge-design.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc, readStories, readStoryBlocks } from '#shared/doc/stories-doc.ts';
import type { ComponentId } from '#shared/id.ts';
import { readContextMap, writeContextMap } from '#shared/markdown/context-map.ts';
import { withFrontMatter } from '#shared/markdown/front-matter.ts';
import { readStories as readStoriesText, writeStories } from '#shared/markdown/stories.ts';

export function bindStories(rooms: Rooms, path: string): Binding {
	const room = () => rooms.open('stories');
	const read = lastOf((text) => readStoriesText(text));
	return {
		doc: 'stories',
		path,
		isEmpty: () => readStoryBlocks(openStoriesDoc(room().yDoc)).length === 0,
		print(agreed) {
			const blocks = readStoryBlocks(openStoriesDoc(room().yDoc));
			if (sameAs(read(agreed ?? '').blocks, blocks)) return null;
			return changed(agreed, writeStories(agreed, blocks));
		},
		wrote() {},
		findings: (text) => lineFindings(path, read(text)),
		absorb: (base, next, alongside) =>
			editWith(room(), path, alongside, (yDoc, origin) =>
				absorbStories(openStoriesDoc(yDoc), base, next, origin),
			),
	};
}

export function bindContexts(rooms: Rooms, path: string): Binding {
	const room = () => rooms.open('contexts');
	const stories = () => readStories(openStoriesDoc(rooms.open('stories').yDoc));
	return {
		doc: 'contexts',
		path,
		isEmpty: () => readContextBlocks(openContextsDoc(room().yDoc)).length === 0,
		print(agreed) {
			const blocks = readContextBlocks(openContextsDoc(room().yDoc));
			if (sameAs(readContextMap(agreed ?? '', stories()).blocks, blocks)) return null;
			return changed(agreed, writeContextMap(agreed, blocks, stories()));
		},
		wrote() {},
		findings: (text) => lineFindings(path, readContextMap(text, stories())),
		absorb: (base, next, alongside) =>
			editWith(room(), path, alongside, (yDoc, origin) =>
				absorbContexts(openContextsDoc(yDoc), base, next, stories(), origin),
			),
	};
}

/**
 * A design's document is its file's text, so nothing is printed; an emptied one keeps its file. A
 * file without an id gets one when it is first written.
 */
export function bindDesign(rooms: Rooms, id: ComponentId, path: string): Binding {
	const doc = designDocName(id);
	const room = () => rooms.open(doc);
	return {
		doc,
		path,
		isEmpty: () => readDesignText(openDesignDoc(room().yDoc)) === '',
		print(agreed) {
			const text = readDesignText(openDesignDoc(room().yDoc));
			if (text.trim() === '' || text === agreed) return null;
			return changed(agreed, designIdIn(text) === null ? withFrontMatter(text, { id }) : text);
		},
		wrote(text) {
			const { markdown } = openDesignDoc(room().yDoc);
			if (markdown.toString() === text || designIdIn(markdown.toString()) !== null) return;
			const taken = room().edit(fileOrigin(path), (yDoc) =>
				setText(openDesignDoc(yDoc).markdown, text, fileOrigin(path)),
			);
			// A full disk: the file has its id all the same, and its document gets it with the next edit.
			taken.catch(() => {});
		},
		findings: () => [],
		absorb: (base, next, alongside) =>
			editWith(room(), path, alongside, (yDoc, origin) => {
				const { markdown } = openDesignDoc(yDoc);
				const { text, conflicts } = mergeDesign3(base, markdown.toString(), next);
				setText(markdown, text, origin);
				return conflicts.flatMap(({ key, ...words }) =>
					bothChanged(id, key === null ? null : matterField(key), [words]),
				);
			}),
	};
}

/** One edit whose answer is stored with it. */
function editWith(
	room: Room,
	path: string,
	alongside: ((both: readonly BothChanged[]) => void) | undefined,
	change: (yDoc: Y.Doc, origin: Origin) => readonly BothChanged[],
): Promise<void> {
	const origin = fileOrigin(path);
	let both: readonly BothChanged[] = [];
	return room.edit(
		origin,
		(yDoc) => {
			both = change(yDoc, origin);
		},
		() => alongside?.(both),
	);
}

function fileOrigin(path: string): Origin {
	return { kind: 'file', id: path };
}

/** Keeps the last answer: a file that was just written is the next one to be read. */
function lastOf<T>(read: (text: string) => T): (text: string) => T {
	let last: { readonly text: string; readonly value: T } | null = null;
	return (text) => {
		if (last?.text !== text) last = { text, value: read(text) };
		return last.value;
	};
}

function changed(agreed: string | null, next: string): string | null {
	return next === (agreed ?? '') ? null : next;
}

/** Whether file and document hold the same blocks, wherever in the source, whatever a text's id. */
function sameAs(inFile: readonly object[], inDoc: readonly object[]): boolean {
	return canonicalJson(inFile.map(bare)) === canonicalJson(inDoc.map(bare));
}

function bare(block: object): object {
	const { source: _, ...rest } = { source: null, kind: '', id: '', ...block };
	return rest.kind === 'text' ? { ...rest, id: '' } : rest;
}
