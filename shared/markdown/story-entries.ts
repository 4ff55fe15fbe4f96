/** A stories file taken apart: every Story with its parts, and the text between, in file order. */
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { TextBlock } from '#shared/doc/block.ts';
import { AcceptanceCriterionId, deriveId, StoryId } from '#shared/id.ts';
import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import { canonicalCriterion } from '#shared/lifecycle/canonical-text.ts';
import { headingId, headingPart, headingText } from '#shared/markdown/heading.ts';
import { type Named, nameAll } from '#shared/markdown/identity.ts';
import { titlePrefix } from '#shared/markdown/labels.ts';
import { frontMatterEnd, outlineOf } from '#shared/markdown/outline.ts';
import type { CriterionPart, StoryPart } from '#shared/markdown/parts.ts';
import { readProse } from '#shared/markdown/prose.ts';
import type { Rows, Source } from '#shared/markdown/source.ts';
import { type FoundStory, storyParts } from '#shared/markdown/story-part.ts';
import { type Section, storySections } from '#shared/markdown/story-sections.ts';
import { textBlocks } from '#shared/markdown/text-blocks.ts';
import { tidyLine } from '#shared/markdown/tidy.ts';

export type StoryEntry =
	| { readonly kind: 'text'; readonly block: TextBlock; readonly rows: Rows }
	| {
			readonly kind: 'story';
			readonly story: Story;
			readonly part: StoryPart;
			readonly captions: readonly Rows[];
			/** Ids written twice in the file; the later bearer lost them. */
			readonly duplicates: readonly string[];
	  };

type StorySection = Extract<Section, { kind: 'story' }>;

/** `like` is what is there already: unnamed Stories and criteria are known again by their words. */
export function storyEntries(source: Source, like: readonly Story[] = []): StoryEntry[] {
	const start = frontMatterEnd(source);
	const sections = storySections(source, outlineOf(source, start, 'plain'), 0);
	const found = sections.flatMap((section) => (section.kind === 'story' ? [section] : []));
	const names = storyNames(source, found, like);
	const texts = textBlocks(source, sections);
	const known = new Map(like.map((story) => [story.id, story.criteria]));
	let next = 0;
	return sections.flatMap((section): StoryEntry[] => {
		if (section.kind === 'text') {
			const block = texts.get(section.rows.first);
			return block === undefined ? [] : [{ kind: 'text', block, rows: section.rows }];
		}
		const name = names[next++];
		if (name === undefined) throw new Error('Every story section has a name.');
		return [storyEntry(source, section, name, known.get(name.id) ?? [])];
	});
}

function storyNames(
	source: Source,
	found: readonly StorySection[],
	like: readonly Story[],
): Named<StoryId>[] {
	return nameAll(
		found.map(({ heading }) => ({
			id: headingId(source, heading, 'st'),
			key: canonicalLine(titleIn(headingText(source, heading, 'st'))),
		})),
		like.map(({ id, title }) => ({ id, key: canonicalLine(title) })),
		(id) => StoryId.safeParse(id).data ?? null,
		(key, ordinal) => StoryId.parse(deriveId('st', '', key, ordinal)),
	);
}

function storyEntry(
	source: Source,
	section: StorySection,
	{ id, duplicate }: Named<StoryId>,
	known: readonly AcceptanceCriterion[],
): StoryEntry {
	const parts = storyParts(source, section);
	const there = headingPart(source, section.heading, 'st', titlePrefix);
	const heading = { ...there, commented: there.commented && !duplicate };
	const { criteria, duplicates } = namedCriteria(parts, id, known);
	const { narrative, label, separator, notes, captions } = parts;
	return {
		kind: 'story',
		story: {
			id,
			title: tidyLine(source.text.slice(heading.title.from, heading.title.to)),
			narrative: readProse(source, narrative),
			criteria: criteria.map((criterion) => ({ id: criterion.id, text: criterion.text })),
			notes: readProse(source, notes),
		},
		part: { id, heading, narrative, label, criteria, separator, notes, rows: section.rows },
		captions,
		duplicates: duplicate ? [id, ...duplicates] : duplicates,
	};
}

function namedCriteria(
	parts: FoundStory,
	story: StoryId,
	known: readonly AcceptanceCriterion[],
): { criteria: CriterionPart[]; duplicates: string[] } {
	const names = nameAll(
		parts.criteria.map(({ id, text }) => ({ id, key: canonicalCriterion(text) })),
		known.map(({ id, text }) => ({ id, key: canonicalCriterion(text) })),
		(id) => AcceptanceCriterionId.safeParse(id).data ?? null,
		(key, ordinal) => AcceptanceCriterionId.parse(deriveId('ac', story, key, ordinal)),
	);
	const criteria = parts.criteria.flatMap((criterion, n) => {
		const name = names[n];
		if (name === undefined) return [];
		const commented = criterion.commented && !name.duplicate;
		return [{ ...criterion, id: name.id, commented }];
	});
	return { criteria, duplicates: names.flatMap((name) => (name.duplicate ? [name.id] : [])) };
}

function titleIn(words: string): string {
	return words.slice(titlePrefix(words));
}
