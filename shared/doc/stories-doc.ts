/**
 * The `stories` document. Beside this file only `criterion-place`, `criterion-edits`
 * and `story-gone` know its shape.
 *
 *   blocks  Y.Map
 *     st_…  Y.Map { kind: 'story', order, title, narrative, notes: Y.Text,
 *                   criteria: Y.Map { ac_… → Y.Map { order, text: Y.Text } }: see criterion-place }
 *     tx_…  Y.Map { kind: 'text', order, text: Y.Text }
 *   imports Y.Map { file and piece → RememberedPiece }, so that an import again is an update
 *
 * Everything read came from somebody else: what is malformed is skipped, never thrown over.
 */
import * as Y from 'yjs';
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { StoriesBlock, StoryBlock, TextBlock } from '#shared/doc/block.ts';
import { criteriaOf, criterionTextIn, storyMapIn } from '#shared/doc/criterion-place.ts';
import { orderedIn, proseIn } from '#shared/doc/read-value.ts';
import { type AcceptanceCriterionId, StoryId, TextId } from '#shared/id.ts';

export interface StoriesDoc {
	readonly yDoc: Y.Doc;
	readonly blocks: Y.Map<unknown>;
}

export function openStoriesDoc(yDoc: Y.Doc): StoriesDoc {
	return { yDoc, blocks: yDoc.getMap('blocks') };
}

/** What imports remember, by `memoryKey`; never in a file. */
export function importsOf(doc: StoriesDoc): Y.Map<unknown> {
	return doc.yDoc.getMap('imports');
}

/** Every block in file order. */
export function readStoryBlocks(doc: StoriesDoc): StoriesBlock[] {
	return orderedIn(doc.blocks, blockIdOf).flatMap(
		({ id, map }) => readBlock(doc.blocks, id, map) ?? [],
	);
}

/** One block, or null when it is not there. */
export function readStoriesBlock(doc: StoriesDoc, key: string): StoriesBlock | null {
	const map = doc.blocks.get(key);
	const id = blockIdOf(key);
	return id !== null && map instanceof Y.Map ? readBlock(doc.blocks, id, map) : null;
}

/** Every Story in file order. */
export function readStories(doc: StoriesDoc): Story[] {
	return readStoryBlocks(doc).flatMap((block) => (block.kind === 'story' ? block.story : []));
}

/** The Story, or null when it is missing or another peer left it malformed. */
export function readStory(doc: StoriesDoc, id: StoryId): Story | null {
	const map = storyMapOf(doc, id);
	return map === null ? null : storyFrom(doc.blocks, id, map);
}

/** The order keys of all blocks, in file order. */
export function readBlockOrder(
	blocks: Y.Map<unknown>,
): readonly { readonly id: string; readonly order: string }[] {
	return orderedIn(blocks, (key) => key);
}

/** The order keys of a Story's criteria, in order. */
export function readCriterionOrder(
	doc: StoriesDoc,
	story: StoryId,
): readonly { readonly id: AcceptanceCriterionId; readonly order: string }[] {
	return criteriaOf(doc.blocks, story);
}

/** The live map of a Story, for edits and editors; null when it is not there. */
export function storyMapOf(doc: StoriesDoc, id: StoryId): Y.Map<unknown> | null {
	return storyMapIn(doc.blocks, id);
}

/** The live text of a criterion; null when it is not there. */
export function criterionTextOf(
	doc: StoriesDoc,
	story: StoryId,
	criterion: AcceptanceCriterionId,
): Y.Text | null {
	return storyMapOf(doc, story) && criterionTextIn(doc.blocks, story, criterion);
}

/** A new Story's map, ready to be set under its id. */
export function storyMapFrom(story: Story, order: string, keys: readonly string[]): Y.Map<unknown> {
	const criteria = new Y.Map<unknown>();
	for (const [n, criterion] of story.criteria.entries()) {
		criteria.set(criterion.id, criterionMapFrom(criterion, keys[n] ?? ''));
	}
	return new Y.Map<unknown>([
		['kind', 'story'],
		['order', order],
		['title', new Y.Text(story.title)],
		['narrative', new Y.Text(story.narrative)],
		['notes', new Y.Text(story.notes)],
		['criteria', criteria],
	]);
}

export function criterionMapFrom(criterion: AcceptanceCriterion, order: string): Y.Map<unknown> {
	return new Y.Map<unknown>([
		['order', order],
		['text', new Y.Text(criterion.text)],
	]);
}

export function textMapFrom(block: TextBlock, order: string): Y.Map<unknown> {
	return new Y.Map<unknown>([
		['kind', 'text'],
		['order', order],
		['text', new Y.Text(block.text)],
	]);
}

function readBlock(
	blocks: Y.Map<unknown>,
	id: StoryId | TextId,
	map: Y.Map<unknown>,
): StoryBlock | TextBlock | null {
	const kind = map.get('kind');
	const story = StoryId.safeParse(id).data;
	if (story !== undefined && storyMapIn(blocks, story) !== null) {
		return { kind: 'story', story: storyFrom(blocks, story, map) };
	}
	const text = TextId.safeParse(id);
	if (text.success && kind === 'text') return { kind, id: text.data, text: proseIn(map, 'text') };
	return null;
}

function storyFrom(blocks: Y.Map<unknown>, id: StoryId, map: Y.Map<unknown>): Story {
	return {
		id,
		title: proseIn(map, 'title'),
		narrative: proseIn(map, 'narrative'),
		criteria: criteriaOf(blocks, id).map(criterionFrom),
		notes: proseIn(map, 'notes'),
	};
}

function criterionFrom(entry: {
	readonly id: AcceptanceCriterionId;
	readonly home: Y.Map<unknown>;
}): AcceptanceCriterion {
	return { id: entry.id, text: proseIn(entry.home, 'text') };
}

function blockIdOf(key: string): StoryId | TextId | null {
	return StoryId.safeParse(key).data ?? TextId.safeParse(key).data ?? null;
}
