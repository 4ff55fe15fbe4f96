/**
 * The `stories` document, and the only file that knows its shape.
 *
 *   blocks  Y.Map
 *     st_…  Y.Map { kind: 'story', order, title, narrative, notes: Y.Text,
 *                   criteria: Y.Map { ac_… → Y.Map { order, text: Y.Text } } }
 *     tx_…  Y.Map { kind: 'text', order, text: Y.Text }
 *   imports Y.Map { file and piece → RememberedPiece }, so that an import again is an update
 *
 * Everything read came from somebody else: what is malformed is skipped, never thrown over.
 */
import * as Y from 'yjs';
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { StoriesBlock, StoryBlock, TextBlock } from '#shared/doc/block.ts';
import { mapIn, orderedIn, proseIn } from '#shared/doc/read-value.ts';
import { AcceptanceCriterionId, StoryId, TextId } from '#shared/id.ts';

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
	return orderedIn(doc.blocks, blockIdOf).flatMap(({ id, map }) => readBlock(id, map) ?? []);
}

/** Every Story in file order. */
export function readStories(doc: StoriesDoc): Story[] {
	return readStoryBlocks(doc).flatMap((block) => (block.kind === 'story' ? block.story : []));
}

/** The Story, or null when it is missing or another peer left it malformed. */
export function readStory(doc: StoriesDoc, id: StoryId): Story | null {
	const map = doc.blocks.get(id);
	return map instanceof Y.Map && map.get('kind') === 'story' ? storyFrom(id, map) : null;
}

/** The order keys of all blocks, in file order. */
export function readBlockOrder(
	blocks: Y.Map<unknown>,
): readonly { readonly id: string; readonly order: string }[] {
	return orderedIn(blocks, (key) => key);
}

/** The order keys of a Story's criteria, in order. */
export function readCriterionOrder(
	story: Y.Map<unknown>,
): readonly { readonly id: AcceptanceCriterionId; readonly order: string }[] {
	const criteria = mapIn(story, 'criteria');
	return criteria === null ? [] : orderedIn(criteria, criterionIdOf);
}

/** The live map of a Story, for edits and editors; null when it is not there. */
export function storyMapOf(doc: StoriesDoc, id: StoryId): Y.Map<unknown> | null {
	const map = doc.blocks.get(id);
	return map instanceof Y.Map && map.get('kind') === 'story' ? map : null;
}

/** The live text of a criterion; null when it is not there. */
export function criterionTextOf(
	doc: StoriesDoc,
	story: StoryId,
	criterion: AcceptanceCriterionId,
): Y.Text | null {
	const map = storyMapOf(doc, story);
	const criteria = map && mapIn(map, 'criteria');
	const text = criteria ? mapIn(criteria, criterion)?.get('text') : null;
	return text instanceof Y.Text ? text : null;
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

function readBlock(id: StoryId | TextId, map: Y.Map<unknown>): StoryBlock | TextBlock | null {
	const kind = map.get('kind');
	const story = StoryId.safeParse(id);
	if (story.success && kind === 'story') return { kind, story: storyFrom(story.data, map) };
	const text = TextId.safeParse(id);
	if (text.success && kind === 'text') return { kind, id: text.data, text: proseIn(map, 'text') };
	return null;
}

function storyFrom(id: StoryId, map: Y.Map<unknown>): Story {
	const criteria = mapIn(map, 'criteria');
	return {
		id,
		title: proseIn(map, 'title'),
		narrative: proseIn(map, 'narrative'),
		criteria: criteria === null ? [] : orderedIn(criteria, criterionIdOf).map(criterionFrom),
		notes: proseIn(map, 'notes'),
	};
}

function criterionFrom(entry: {
	readonly id: AcceptanceCriterionId;
	readonly map: Y.Map<unknown>;
}): AcceptanceCriterion {
	return { id: entry.id, text: proseIn(entry.map, 'text') };
}

function blockIdOf(key: string): StoryId | TextId | null {
	return StoryId.safeParse(key).data ?? TextId.safeParse(key).data ?? null;
}

function criterionIdOf(key: string): AcceptanceCriterionId | null {
	return AcceptanceCriterionId.safeParse(key).data ?? null;
}
