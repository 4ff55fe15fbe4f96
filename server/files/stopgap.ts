import * as Y from 'yjs';
import type { Story } from '#shared/artefact/story.ts';
import type { ContextsBlock } from '#shared/doc/block.ts';
import type { ContextsDoc } from '#shared/doc/contexts-doc.ts';
import { evenKeys } from '#shared/doc/fractional-index.ts';
import type { Origin } from '#shared/doc/origin.ts';
import {
	openStoriesDoc,
	type StoriesDoc,
	storyMapFrom,
	textMapFrom,
} from '#shared/doc/stories-doc.ts';
import { hashOf } from '#shared/hash.ts';
import { readStories } from '#shared/markdown/stories.ts';
import type { Finding } from '#shared/trace/finding.ts';

export function seedOf(name: string, text: string, _options: { stories?: readonly Story[] } = {}) {
	const generation = hashOf(`lintel/doc/v1\0${name}\0${text}`);
	const yDoc = new Y.Doc();
	yDoc.clientID = Number.parseInt(generation.slice(0, 8), 16);
	if (name === 'stories') {
		const blocks = readStories(text).blocks;
		const keys = evenKeys(blocks.length);
		const doc = openStoriesDoc(yDoc);
		yDoc.transact(() => {
			for (const [n, block] of blocks.entries()) {
				if (block.kind === 'text') doc.blocks.set(block.id, textMapFrom(block, keys[n] ?? ''));
				else
					doc.blocks.set(
						block.story.id,
						storyMapFrom(block.story, keys[n] ?? '', evenKeys(block.story.criteria.length)),
					);
			}
		});
	}
	if (name.startsWith('design:')) yDoc.getText('markdown').insert(0, text);
	return { generation, update: Y.encodeStateAsUpdate(yDoc) };
}
export function absorbStories(
	_doc: StoriesDoc,
	_base: string,
	_next: string,
	_origin: Origin,
): void {}
export function absorbContexts(
	_doc: ContextsDoc,
	_base: string,
	_next: string,
	_stories: readonly Story[],
	_origin: Origin,
): void {}
export function readContextMap(_text: string, _stories: readonly Story[]) {
	const blocks: ContextsBlock[] = [];
	const findings: Finding[] = [];
	return { blocks, findings };
}
export function writeContextMap(
	base: string | null,
	_blocks: readonly ContextsBlock[],
	_stories: readonly Story[],
) {
	return base ?? '';
}
