import type { EditTools } from '#client/state/artefact/edit-tools.ts';
import { withoutTag, withPriority, withTag } from '#shared/artefact/story-metadata.ts';
import { openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { addCriteria, moveCriteria } from '#shared/doc/edits/criteria.ts';
import { moveStories, removeStories, rewriteNotes } from '#shared/doc/edits/many-stories.ts';
import { mapStories } from '#shared/doc/edits/map-stories.ts';
import { mergeStories } from '#shared/doc/edits/merge-stories.ts';
import { type SplitPlace, splitStory } from '#shared/doc/edits/split-story.ts';
import { addStory } from '#shared/doc/edits/stories.ts';
import { readBlockOrder, readStory } from '#shared/doc/stories-doc.ts';
import { type AcceptanceCriterionId, type ContextId, mintId, StoryId } from '#shared/id.ts';

/** Edits of several Stories or criteria at once. Each call is one step of undo. */
export interface BulkStoryEdits {
	/** Moves Stories, in the order given, behind another one, or to the front with null. */
	moveStories(stories: readonly StoryId[], after: StoryId | null): void;
	/** A copy right below, with ids of its own. Null when the Story is not there. */
	duplicateStory(story: StoryId): StoryId | null;
	/** Cuts a Story in two and returns the second, which stands right below. */
	splitStory(story: StoryId, place: SplitPlace): StoryId;
	/**
	 * Brings the words and criteria of others into one Story; criteria keep their ids. The others
	 * are deleted, except for those that the log speaks of: these are returned, to be archived.
	 */
	mergeStories(into: StoryId, others: readonly StoryId[]): readonly StoryId[];
	/** Deletes the Stories that the log doesn't speak of, and returns which those were. */
	removeStories(stories: readonly StoryId[]): readonly StoryId[];
	setPriority(stories: readonly StoryId[], priority: string | null): void;
	addTag(stories: readonly StoryId[], tag: string): void;
	removeTag(stories: readonly StoryId[], tag: string): void;
	/** Gives Stories to one Context and takes them from every other; to none with null. */
	mapStories(stories: readonly StoryId[], context: ContextId | null): void;
	addCriteria(
		story: StoryId,
		texts: readonly string[],
		after: AcceptanceCriterionId | null,
	): readonly AcceptanceCriterionId[];
	/** Moves criteria behind another one (null: to the front; undefined: to the end), also of another Story. */
	moveCriteria(
		from: StoryId,
		criteria: readonly AcceptanceCriterionId[],
		to: StoryId,
		after?: AcceptanceCriterionId | null,
	): void;
}

export function bulkStoryEdits(tools: EditTools): BulkStoryEdits {
	const { replicas, storiesDoc, origin, random, isLogged } = tools;
	const mintCriterion = () => mintId('ac', random);

	return {
		moveStories(stories, after) {
			moveStories(storiesDoc(), stories, after ?? beforeFirstStory(stories), origin);
		},
		duplicateStory(id) {
			const story = readStory(storiesDoc(), id);
			if (story === null) return null;
			const criteria = story.criteria.map(({ text }) => ({ id: mintCriterion(), text }));
			const title = story.title.trim() === '' ? '' : `${story.title.trim()} (copy)`;
			const copy = { ...story, id: mintId('st', random), title, criteria };
			addStory(storiesDoc(), copy, id, origin);
			return copy.id;
		},
		splitStory(story, place) {
			const ids = { story: mintId('st', random), criterion: mintCriterion() };
			splitStory(storiesDoc(), story, place, ids, origin);
			return ids.story;
		},
		mergeStories(into, others) {
			const kept = others.filter(isLogged);
			mergeStories(storiesDoc(), into, others, new Set(kept), origin);
			return kept;
		},
		removeStories(stories) {
			const removed = stories.filter((id) => !isLogged(id));
			removeStories(storiesDoc(), removed, origin);
			return removed;
		},
		setPriority(stories, priority) {
			rewriteNotes(storiesDoc(), stories, (notes) => withPriority(notes, priority), origin);
		},
		addTag(stories, tag) {
			rewriteNotes(storiesDoc(), stories, (notes) => withTag(notes, tag), origin);
		},
		removeTag(stories, tag) {
			rewriteNotes(storiesDoc(), stories, (notes) => withoutTag(notes, tag), origin);
		},
		mapStories(stories, context) {
			mapStories(openContextsDoc(replicas.of('contexts').doc), stories, context, origin);
		},
		addCriteria(story, texts, after) {
			const criteria = texts.map((text) => ({ id: mintCriterion(), text }));
			addCriteria(storiesDoc(), story, criteria, after, origin);
			return criteria.map(({ id }) => id);
		},
		moveCriteria(from, criteria, to, after) {
			moveCriteria(storiesDoc(), from, criteria, to, after, origin);
		},
	};

	/** The front is right before the first Story that stays: what the file opens with stays first. */
	function beforeFirstStory(moved: readonly StoryId[]): string | null {
		const order = readBlockOrder(storiesDoc().blocks).filter(
			({ id }) => !moved.some((other) => other === id),
		);
		const first = order.findIndex(({ id }) => StoryId.safeParse(id).success);
		return order[first - 1]?.id ?? null;
	}
}
