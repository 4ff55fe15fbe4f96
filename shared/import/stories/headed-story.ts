/** A Story below a heading of its own, as the repository's file has them. */
import { fromItem } from '#shared/import/criteria.ts';
import type { Found } from '#shared/import/pieces.ts';
import type { StoryDraft } from '#shared/import/reading.ts';
import { titleOf } from '#shared/import/sentence.ts';
import { draftFrom } from '#shared/import/stories/draft.ts';
import { numbered, numberIn } from '#shared/import/stories/numbered.ts';
import { type Heading, isGeneric, surroundingsOf } from '#shared/import/stories/surroundings.ts';
import {
	isGoalSentence,
	isRoleSentence,
	isStoryTitle,
	isWholeStory,
} from '#shared/markdown/labels.ts';
import type { Node } from '#shared/markdown/outline.ts';
import type { Source } from '#shared/markdown/source.ts';
import type { StoryEntry } from '#shared/markdown/story-entries.ts';
import { openingWords, tellsInParts } from '#shared/markdown/story-sentence.ts';

type Entry = Extract<StoryEntry, { kind: 'story' }>;

export function headedStory(
	source: Source,
	entry: Entry,
	nodes: readonly Node[],
	trail: readonly Heading[],
): Found {
	const { heading, label, rows } = entry.part;
	const number = numberIn(source.text.slice(heading.words, heading.title.from));
	const found = { rows, becomes: 'story', number } as const;
	if (heading.commented) {
		return { ...found, story: asWritten(entry), why: 'A heading that carries the id of a story.' };
	}
	const below = nodes.filter((node) => node.rows.first >= heading.rows.end);
	const body = { first: heading.rows.end, end: rows.end };
	const data = [
		...(number === null ? [] : [{ name: 'number' as const, value: number }]),
		...surroundingsOf(trail).data,
	];
	const story = draftFrom(source, body, below, {
		id: null,
		title: entry.story.title,
		data,
		anyList: isWholeStory(entry.story.title),
	});
	const why =
		label === null
			? 'A heading with a story below it.'
			: 'A heading with acceptance criteria below it.';
	return { ...found, story: titled(story, trail), why };
}

/** Whether what the repository's reader takes for one Story tells two or more. */
export function tellsSeveral(source: Source, entry: Entry, nodes: readonly Node[]): boolean {
	const { heading } = entry.part;
	const words = source.text.slice(heading.words, heading.title.to);
	if (heading.commented || isStoryTitle(words) || isWholeStory(entry.story.title)) return false;
	const { role } = surroundingsOf([{ level: heading.level, words }]);
	const says = (text: string) => isRoleSentence(text) || (role !== null && isGoalSentence(text));
	const told = nodes.flatMap((node) => {
		if (node.kind === 'paragraph') return [openingWords(source, node.rows)];
		if (node.kind !== 'list' || tellsInParts(source, node.items)) return [];
		return node.items.map((item) => fromItem(source, item.head ?? item).text);
	});
	return told.filter((text) => says(numbered(text).words)).length > 1;
}

/** What Lintel wrote is read as Lintel reads it. */
function asWritten({ story, part }: Entry): StoryDraft {
	const written = new Map(part.criteria.map(({ id, commented }) => [id, commented]));
	const criteria = part.criteria.map(({ id, text, rows }) => ({
		id: written.get(id) === true ? id : null,
		text,
		line: rows.first,
	}));
	return { ...story, criteria };
}

/** `## User Story` names nothing: the file's own heading does, or the sentence. */
function titled(story: StoryDraft, trail: readonly Heading[]): StoryDraft {
	if (!isGeneric(story.title)) return story;
	const above = trail.findLast(({ words }) => !isGeneric(words))?.words;
	return { ...story, title: above ?? titleOf(story.narrative) };
}
