/**
 * What a document starts as: its file's text, as one Yjs update.
 *
 * A generation names the seed's content, and the seed's client id is taken from it: equal seeds
 * are byte-identical on every relay, and different seeds are different generations, which Yjs is
 * never asked to merge.
 */
import * as Y from 'yjs';
import type { Story } from '#shared/artefact/story.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { ContextsBlock, StoriesBlock } from '#shared/doc/block.ts';
import { contextMapFrom, openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import { evenKeys } from '#shared/doc/fractional-index.ts';
import { generationOf } from '#shared/doc/generation.ts';
import { openLayoutDoc } from '#shared/doc/layout-doc.ts';
import { readLayout } from '#shared/doc/layout-file.ts';
import { openStoriesDoc, storyMapFrom, textMapFrom } from '#shared/doc/stories-doc.ts';
import type { Hash } from '#shared/hash.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readStories } from '#shared/markdown/stories.ts';

export interface Seed {
	readonly generation: Hash;
	readonly update: Uint8Array;
}

/**
 * The seed of a document from its file's text, '' where there is none. A context map that names
 * Stories by title also depends on `stories`; what they resolved to is then part of the
 * generation. Throws on a name that no document has.
 */
export function seedOf(
	name: DocName,
	text: string,
	around: { readonly stories?: readonly Pick<Story, 'id' | 'title'>[] } = {},
): Seed {
	const kind = docKindOf(name)?.kind;
	if (kind === 'stories') {
		const { blocks } = readStories(text);
		return seedWith(name, text, (yDoc) => fillStories(yDoc, blocks));
	}
	if (kind === 'contexts') {
		const { blocks } = readContextMap(text, around.stories ?? []);
		const alone = readContextMap(text, []).blocks;
		const resolved = canonicalJson(linksOf(blocks));
		const extra = canonicalJson(linksOf(alone)) === resolved ? '' : `\0${resolved}`;
		return seedWith(name, text + extra, (yDoc) => fillContexts(yDoc, blocks));
	}
	if (kind === 'design') {
		return seedWith(name, text, (yDoc) => {
			if (text !== '') openDesignDoc(yDoc).markdown.insert(0, text);
		});
	}
	if (kind === 'layout') return seedWith(name, text, (yDoc) => fillLayout(yDoc, text));
	if (kind === 'comments') return seedWith(name, text, () => {});
	throw new Error(`No document is called ${name}.`);
}

function seedWith(name: DocName, content: string, fill: (yDoc: Y.Doc) => void): Seed {
	const generation = generationOf(name, content);
	// A name of its own would cost Yjs sixteen draws of randomness, and nothing carries it.
	const yDoc = new Y.Doc({ guid: name });
	yDoc.clientID = Number.parseInt(generation.slice(0, 8), 16);
	yDoc.transact(() => fill(yDoc));
	const update = Y.encodeStateAsUpdate(yDoc);
	yDoc.destroy();
	return { generation, update };
}

function fillStories(yDoc: Y.Doc, blocks: readonly StoriesBlock[]): void {
	const doc = openStoriesDoc(yDoc);
	const keys = evenKeys(blocks.length);
	for (const [n, block] of blocks.entries()) {
		const order = keys[n] ?? '';
		if (block.kind === 'text') doc.blocks.set(block.id, textMapFrom(block, order));
		else {
			const { story } = block;
			doc.blocks.set(story.id, storyMapFrom(story, order, evenKeys(story.criteria.length)));
		}
	}
}

function fillContexts(yDoc: Y.Doc, blocks: readonly ContextsBlock[]): void {
	const doc = openContextsDoc(yDoc);
	const keys = evenKeys(blocks.length);
	for (const [n, block] of blocks.entries()) {
		const order = keys[n] ?? '';
		if (block.kind === 'text') doc.blocks.set(block.id, textMapFrom(block, order));
		else {
			const { context } = block;
			const components = evenKeys(context.components.length);
			doc.blocks.set(context.id, contextMapFrom(context, order, components));
		}
	}
}

/** A file that is no layout founds an empty one; whoever reads files says what is wrong with it. */
function fillLayout(yDoc: Y.Doc, text: string): void {
	const read = readLayout(text);
	const doc = openLayoutDoc(yDoc);
	for (const [id, { x, y }] of read.ok ? read.value : []) doc.positions.set(id, { x, y });
}

function linksOf(blocks: readonly ContextsBlock[]): unknown {
	return blocks.flatMap((block) =>
		block.kind === 'context' ? [[block.context.id, block.context.stories]] : [],
	);
}
