/** A stories document into which files are imported, without a browser or a relay. */
import * as Y from 'yjs';
import { addCriterion, setCriterion } from '#shared/doc/edits/criteria.ts';
import { applyImport, readImportMemory } from '#shared/doc/edits/import.ts';
import { removeStory, setStoryNarrative } from '#shared/doc/edits/stories.ts';
import {
	importsOf,
	openStoriesDoc,
	readStories,
	readStoryBlocks,
} from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, deriveId, type StoryId } from '#shared/id.ts';
import { planImport } from '#shared/import/plan.ts';
import type { PieceChoice } from '#shared/import/plan-choices.ts';
import { readImport } from '#shared/import/read-import.ts';
import { writeStories } from '#shared/markdown/stories.ts';

export const ADA = { kind: 'person', id: 'ada' } as const;

export type Choices = Readonly<Record<string, PieceChoice | undefined>>;

export function createImportWorld() {
	const doc = openStoriesDoc(new Y.Doc());

	function plan(text: string, choices: Choices = {}, file = 'shop.md') {
		const reading = readImport(file, text);
		if (!reading.ok) throw new Error(reading.error.reason);
		const chosen = new Map(
			Object.entries(choices).flatMap(([key, choice]): [string, PieceChoice][] =>
				choice === undefined ? [] : [[key, choice]],
			),
		);
		const source = { file, reading: reading.value, choices: chosen };
		return planImport([source], readStoryBlocks(doc), readImportMemory(doc));
	}

	return {
		doc,
		plan,
		import(text: string, choices: Choices = {}, file = 'shop.md') {
			const planned = plan(text, choices, file);
			applyImport(doc, planned, ADA);
			return planned;
		},
		stories: () => readStories(doc),
		story(title: string) {
			const found = readStories(doc).find((story) => story.title === title);
			if (found === undefined) throw new Error(`There is no story ${title}.`);
			return found;
		},
		/** Each block in order: its kind and first line. */
		shown: () =>
			readStoryBlocks(doc).map((block) =>
				block.kind === 'text' ? `text ${block.text.split('\n')[0]}` : `story ${block.story.title}`,
			),
		/** Everything that an import may change. */
		state: () => JSON.stringify([readStoryBlocks(doc), importsOf(doc).toJSON()]),
		file: () => writeStories(null, readStoryBlocks(doc)),
		addCriterion(story: StoryId, text: string) {
			const id = AcceptanceCriterionId.parse(deriveId('ac', 'here', text, 0));
			addCriterion(doc, story, { id, text }, undefined, ADA);
		},
		setCriterion: (story: StoryId, id: AcceptanceCriterionId, text: string) =>
			setCriterion(doc, story, id, text, ADA),
		setNarrative: (story: StoryId, text: string) => setStoryNarrative(doc, story, text, ADA),
		remove: (story: StoryId) => removeStory(doc, story, ADA),
	};
}
