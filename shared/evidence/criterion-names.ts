/** How a test may name a criterion: by its id, or by its Story's title and its own words. */
import type { Story } from '#shared/artefact/story.ts';
import type { Hash } from '#shared/hash.ts';
import { AcceptanceCriterionId } from '#shared/id.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';

export interface CriterionNames {
	/** The hash of a criterion's text as it reads; null for one that is not here. */
	textOf(id: AcceptanceCriterionId): Hash | null;
	/** Whether two criteria have this id, as in a Story that was copied: then it names neither. */
	isTwice(id: AcceptanceCriterionId): boolean;
	/** Criteria of that Story's title with those words; several where two read alike. */
	named(title: string, words: string): readonly AcceptanceCriterionId[];
	isStory(title: string): boolean;
}

const ID = /(?<![0-9a-z])ac_[0-9a-z]+/g;

/** Everything in a name, tag or comment that looks like a criterion's id, right or wrong. */
export function idsIn(text: string): readonly string[] {
	return [...text.matchAll(ID)].map(([id]) => id);
}

export function criterionNames(stories: readonly Story[]): CriterionNames {
	const texts = new Map<string, Hash>();
	const byName = new Map<string, AcceptanceCriterionId[]>();
	const titles = new Set<string>();
	const twice = new Set<string>();
	for (const story of stories) {
		const { criteria } = storyParts(story);
		titles.add(plain(story.title));
		for (const { id, text } of story.criteria) {
			if (texts.has(id)) twice.add(id);
			texts.set(id, criteria[id] ?? '');
			const key = keyOf(story.title, text);
			const known = byName.get(key);
			if (known === undefined) byName.set(key, [id]);
			else known.push(id);
		}
	}
	return {
		textOf: (id) => texts.get(id) ?? null,
		isTwice: (id) => twice.has(id),
		named: (title, words) => byName.get(keyOf(title, words)) ?? [],
		isStory: (title) => titles.has(plain(title)),
	};
}

export function isCriterionId(text: string): text is AcceptanceCriterionId {
	return AcceptanceCriterionId.safeParse(text).success;
}

function keyOf(title: string, words: string): string {
	return `${plain(title)}\0${plain(words)}`;
}

/**
 * Without what a runner, a language or Markdown does to words: case, blanks, Go's and Python's
 * underscores, emphasis, a last stop, and an id in brackets.
 */
function plain(words: string): string {
	return words
		.slice(0, LONGEST)
		.normalize('NFC')
		.toLowerCase()
		.replace(/\[?@?ac_[0-9a-z]{10}\]?/g, ' ')
		.replace(/[*`_\s]+/g, ' ')
		.trim()
		.replace(/\.$/, '');
}

const LONGEST = 4_000;
