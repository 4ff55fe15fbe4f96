import { type EditTools, loggedRefusal } from '#client/state/artefact/edit-tools.ts';
import type { Edits } from '#client/state/artefact/edits.ts';
import {
	addCriterion,
	moveCriterion,
	removeCriterion,
	setCriterion,
} from '#shared/doc/edits/criteria.ts';
import {
	addStory,
	moveStory,
	removeStory,
	setStoryNarrative,
	setStoryNotes,
	setStoryTitle,
} from '#shared/doc/edits/stories.ts';
import { readBlockOrder } from '#shared/doc/stories-doc.ts';
import { mintId, StoryId } from '#shared/id.ts';
import { err, ok } from '#shared/result.ts';

type StoryEdits = Pick<
	Edits,
	| 'addStory'
	| 'setTitle'
	| 'setNarrative'
	| 'setNotes'
	| 'moveStory'
	| 'removeStory'
	| 'addCriterion'
	| 'setCriterion'
	| 'moveCriterion'
	| 'removeCriterion'
	| 'dropCriterion'
>;

export function storyEdits({ storiesDoc, origin, random, isLogged }: EditTools): StoryEdits {
	return {
		addStory(text = {}, after) {
			const id = mintId('st', random);
			const criteria = (text.criteria ?? []).map((one) => ({
				id: mintId('ac', random),
				text: one,
			}));
			const { title = '', narrative = '', notes = '' } = text;
			const place = after === null ? beforeFirstStory() : after;
			addStory(storiesDoc(), { id, title, narrative, criteria, notes }, place, origin);
			return id;
		},
		setTitle: (story, text) => setStoryTitle(storiesDoc(), story, text, origin),
		setNarrative: (story, text) => setStoryNarrative(storiesDoc(), story, text, origin),
		setNotes: (story, text) => setStoryNotes(storiesDoc(), story, text, origin),
		moveStory(story, after) {
			moveStory(storiesDoc(), story, after ?? beforeFirstStory(), origin);
		},
		removeStory(story) {
			if (isLogged(story)) return err(loggedRefusal('This story'));
			removeStory(storiesDoc(), story, origin);
			return ok(undefined);
		},
		addCriterion(story, text = '', after) {
			const id = mintId('ac', random);
			addCriterion(storiesDoc(), story, { id, text }, after, origin);
			return id;
		},
		setCriterion: (story, id, text) => setCriterion(storiesDoc(), story, id, text, origin),
		moveCriterion: (story, id, after) => moveCriterion(storiesDoc(), story, id, after, origin),
		removeCriterion: (story, id) => removeCriterion(storiesDoc(), story, id, origin),
		// Undo follows the one object that is this person's origin.
		dropCriterion: (story, id) => removeCriterion(storiesDoc(), story, id, { ...origin }),
	};

	/** The front is right before the first Story: what the file opens with stays first. */
	function beforeFirstStory(): string | null {
		const order = readBlockOrder(storiesDoc().blocks);
		const first = order.findIndex(({ id }) => StoryId.safeParse(id).success);
		return order[first - 1]?.id ?? null;
	}
}
