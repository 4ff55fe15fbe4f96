/** Stories as items of a list: a sentence, often bold, with the criteria nested below it. */
import { append } from '#shared/append.ts';
import { fromItem, mergedSteps } from '#shared/import/criteria.ts';
import {
	type Metadatum,
	metadataIn,
	printMetadata,
	titleMetadata,
} from '#shared/import/metadata.ts';
import type { Found } from '#shared/import/pieces.ts';
import type { CriterionDraft, StoryDraft } from '#shared/import/reading.ts';
import { titleOf } from '#shared/import/sentence.ts';
import { numbered } from '#shared/import/stories/numbered.ts';
import { roleSentence } from '#shared/import/stories/role-heading.ts';
import type { Surroundings } from '#shared/import/stories/surroundings.ts';
import { isCriteriaLabel, isGoalSentence, isRoleSentence } from '#shared/markdown/labels.ts';
import type { Item } from '#shared/markdown/outline.ts';
import { linesIn, type Source } from '#shared/markdown/source.ts';
import { tidyProse } from '#shared/markdown/tidy.ts';

/** Empty when no item tells a story. */
export function listStories(source: Source, items: readonly Item[], around: Surroundings): Found[] {
	const told = items.map((item) => tells(source, item, around));
	const some = told.includes('sentence');
	return items.flatMap((item, at): Found[] => {
		const how = told[at];
		if (how === undefined || how === 'none') return [];
		if (how === 'bold' && !some && !around.stories) return [];
		const { story, number } = itemDraft(source, item, around);
		const becomes = around.aside ? 'text' : 'story';
		return [{ rows: item, becomes, story, number, why: WHY[around.aside ? 'aside' : how] }];
	});
}

const WHY = {
	sentence: 'An item of a list that says who wants what.',
	bold: 'A bold item among stories, with criteria below it.',
	aside: 'An item that reads as a story, in a section that is about something else.',
} as const;

function tells(source: Source, item: Item, around: Surroundings): 'none' | 'sentence' | 'bold' {
	if (item.head === null) return 'none';
	const { words } = headOf(source, item);
	if (isRoleSentence(words)) return 'sentence';
	if (around.role !== null && isGoalSentence(words)) return 'sentence';
	const bold = /^(?:\*\*|__)[^*_]{3,200}(?:\*\*|__)[.:]?$/.test(fromItem(source, item.head).text);
	return bold && item.items.length > 0 ? 'bold' : 'none';
}

function headOf(source: Source, item: Item) {
	const { text } = fromItem(source, item.head ?? item);
	const words = text.replace(/\s*\n\s*/g, ' ');
	return { text, ...numbered(words) };
}

function itemDraft(source: Source, item: Item, around: Surroundings) {
	const { text, words, number } = headOf(source, item);
	const nested = nestedParts(source, item.items);
	const { prose, label, data } = restOf(source, item);
	const told = isRoleSentence(words) || isGoalSentence(words);
	const whole = number === null ? text : words;
	const sentence = told ? roleSentence(around.role, unwrapped(whole)) : '';
	const { title, data: titled } = titleMetadata(unstarred(words));
	const named: Metadatum[] = number === null ? [] : [{ name: 'number', value: number }];
	const story: StoryDraft = {
		id: null,
		title: told ? titleOf(unstarred(words)) : title,
		narrative: [sentence, label ? '' : prose].filter((part) => part !== '').join('\n\n'),
		criteria: nested.criteria,
		notes: [
			label ? prose : '',
			printMetadata([...nested.data, ...data, ...(told ? [] : titled), ...named, ...around.data]),
		]
			.filter((part) => part !== '')
			.join('\n\n'),
	};
	return { story, number };
}

/** Nested items are criteria, but for the ones that say something about the story. */
function nestedParts(source: Source, items: readonly Item[]) {
	const data: Metadatum[] = [];
	const criteria: CriterionDraft[] = [];
	for (const item of items) {
		const { text } = fromItem(source, item.head ?? item);
		const found = metadataIn(text);
		const more = restOf(source, item).prose !== '';
		if (found.length > 0 && !more && item.items.length === 0) append(data, found);
		else if (isCriteriaLabel(text) && !more) {
			append(
				criteria,
				item.items.map((one) => fromItem(source, one)),
			);
		} else criteria.push(fromItem(source, item));
	}
	return { data, criteria: mergedSteps(criteria) };
}

/** What an item holds besides its first paragraph and nested lists. */
function restOf(source: Source, item: Item) {
	const taken = new Set<number>();
	for (const { first, end } of [...(item.head === null ? [] : [item.head]), ...item.items]) {
		for (let row = first; row < end; row++) taken.add(row);
	}
	const data: Metadatum[] = [];
	let label = false;
	const lines = linesIn(source, item).filter((line, at) => {
		if (taken.has(item.first + at)) return false;
		const found = metadataIn(line);
		append(data, found);
		if (!isCriteriaLabel(line)) return found.length === 0;
		label = true;
		return false;
	});
	return { prose: tidyProse(lines.map((line) => line.trim()).join('\n')), label, data };
}

/** Emphasis around the whole of a sentence says nothing. */
function unwrapped(words: string): string {
	return /^([*_]{1,3})[^*_]+\1$/.exec(words) === null ? words : unstarred(words);
}

function unstarred(words: string): string {
	return words.replace(/^[*_]{1,3}|[*_]{1,3}$/g, '');
}
