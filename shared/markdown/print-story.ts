/** Prints a Story from its fields: new ones, and those whose old text can't take a change. */
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import { isBlank } from '#shared/blanks.ts';
import { boxEscaped } from '#shared/markdown/criterion-parts.ts';
import type { Escaping } from '#shared/markdown/escape.ts';
import { idComment } from '#shared/markdown/id-comment.ts';
import { titlePrefix } from '#shared/markdown/labels.ts';
import { printProse } from '#shared/markdown/prose.ts';
import { sourceOf } from '#shared/markdown/source.ts';
import { storyEntries } from '#shared/markdown/story-entries.ts';
import { NOTES_SEPARATOR } from '#shared/markdown/story-part.ts';
import { numbered, type StoryStyle } from '#shared/markdown/story-style.ts';
import { tidyCriterion, tidyLine, tidyProse } from '#shared/markdown/tidy.ts';

/**
 * The Story's section, ending in one line ending. It reads back as the same Story: where plain
 * printing would not, whatever could pass for structure is escaped.
 */
export function printStory(story: Story, style: StoryStyle, eol: string): string {
	const plain = (['none', 'light'] as const)
		.map((how) => printed(story, style, how))
		.find((text) => readsAs(text, story));
	return (plain ?? printed(story, style, 'all')).replaceAll('\n', eol);
}

/** What stands below must not be drawn in, by a fence that nobody closed for one. */
export const NEXT_SECTION = '\n\n# Next\n';

/** Whether this text reads as exactly this Story, and ends with it. */
export function readsAs(text: string, story: Story): boolean {
	const [entry, next, ...others] = storyEntries(sourceOf(text + NEXT_SECTION));
	if (entry?.kind !== 'story' || next?.kind !== 'text' || others.length > 0) return false;
	return JSON.stringify(entry.story) === JSON.stringify(tidyStory(story));
}

/** The Story as a file can hold it. */
export function tidyStory(story: Story): Story {
	return {
		id: story.id,
		title: tidyLine(story.title),
		narrative: tidyProse(story.narrative),
		criteria: story.criteria.map(({ id, text }) => ({ id, text: tidyCriterion(text) })),
		notes: tidyProse(story.notes),
	};
}

export function printTitle(title: string): string {
	const line = tidyLine(title);
	return titlePrefix(line) > 0 ? `Story: ${line}` : line;
}

/** A criterion's lines, the id comment on the first, without the last line ending. */
export function printCriterion(
	{ id, text }: AcceptanceCriterion,
	lead: string,
	hang: number = markerWidth(lead),
): string {
	const [first = '', ...rest] = tidyCriterion(text).split('\n');
	const indent = ' '.repeat(hang);
	const lines = rest.map((line) => (isBlank(line) ? '' : indent + line));
	return [`${lead}${boxEscaped(first)}${idComment(id)}`, ...lines].join('\n');
}

function printed(story: Story, style: StoryStyle, how: Escaping): string {
	const heading = `${'#'.repeat(style.level)} ${printTitle(story.title)}${idComment(story.id)}`;
	const criteria = story.criteria.map((one, n) => printCriterion(one, numbered(style.lead, n)));
	const [narrative, notes] = [printProse(story.narrative, how), printProse(story.notes, how)];
	const labelled = criteria.length > 0 || notes !== '' || how === 'all';
	const gap = style.gap ? [''] : [];
	const list = [...style.label, ...(criteria.length > 0 ? gap : []), ...criteria].join('\n');
	const tail = notes !== '' && how === 'all' ? `${NOTES_SEPARATOR}\n\n${notes}` : notes;
	const parts = [heading, narrative, labelled ? list : '', tail];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** How far a marker reaches, a check box left out. */
function markerWidth(lead: string): number {
	return (/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]*/.exec(lead)?.[0] ?? '').length;
}
