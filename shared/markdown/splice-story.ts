/** A Story's section of a file with what changed spliced in, and everything else as it was. */
import type { Story } from '#shared/artefact/story.ts';
import { idComment } from '#shared/markdown/id-comment.ts';
import { titlePrefix } from '#shared/markdown/labels.ts';
import type { HeadingPart, StoryPart } from '#shared/markdown/parts.ts';
import { printStory, printTitle, readsAs, tidyStory } from '#shared/markdown/print-story.ts';
import { printProse } from '#shared/markdown/prose.ts';
import {
	type Edit,
	type Rows,
	type Source,
	spanOf,
	spliced,
	withoutBlankEnds,
} from '#shared/markdown/source.ts';
import { criteriaEdits } from '#shared/markdown/splice-criteria.ts';
import type { StoryStyle } from '#shared/markdown/story-style.ts';

export function spliceStory(
	source: Source,
	before: { readonly story: Story; readonly part: StoryPart },
	wanted: Story,
	style: StoryStyle,
): string {
	const { part } = before;
	const story = tidyStory(wanted);
	const edits = [
		...headingEdits(source, part.heading, before.story.title, story),
		...proseEdits(source, part.narrative, before.story.narrative, story.narrative),
		...criteriaEdits(source, part, story.criteria, style),
		...proseEdits(source, part.notes, before.story.notes, story.notes),
	];
	const text = spliced(source.text, spanOf(source, part.rows), edits);
	const untouched = JSON.stringify(before.story) === JSON.stringify(story);
	return untouched || readsAs(text, story) ? text : printStory(story, style, source.eol);
}

function headingEdits(source: Source, part: HeadingPart, before: string, story: Story): Edit[] {
	const comment = part.commented ? [] : [{ ...part.comment, insert: idComment(story.id) }];
	if (before === story.title) return comment;
	if (part.setext && !/^\p{L}[^\n]*$/u.test(story.title)) {
		const { from } = spanOf(source, part.rows);
		const to = source.lines[part.rows.end - 1]?.to ?? from;
		const level = '#'.repeat(part.level);
		return [{ from, to, insert: `${level} ${printTitle(story.title)}${idComment(story.id)}` }];
	}
	const whole = part.title.from === part.words || story.title === '';
	const from = whole ? part.words : part.title.from;
	const title = whole || titlePrefix(story.title) === 0 ? printTitle(story.title) : story.title;
	return [{ from, to: part.title.to, insert: title }, ...comment];
}

/** Replaces a field's prose; blank lines around it stay as they are. */
export function proseEdits(source: Source, rows: Rows, before: string, after: string): Edit[] {
	if (before === after) return [];
	const filled = withoutBlankEnds(source, rows);
	const text = printProse(after, 'light', { source, rows }).replaceAll('\n', source.eol);
	if (filled.first === filled.end) return [proseInsert(source, rows, text)];
	const from = source.lines[filled.first]?.from ?? 0;
	if (after === '')
		return [{ from, to: spanOf(source, { first: filled.first, end: rows.end }).to, insert: '' }];
	return [{ from, to: source.lines[filled.end - 1]?.to ?? from, insert: text }];
}

function proseInsert(source: Source, rows: Rows, text: string): Edit {
	const { eol } = source;
	const at = source.lines[rows.first]?.from ?? source.text.length;
	const open = at === source.text.length && source.lines.at(-1)?.to === at;
	const followed = rows.first < source.lines.length && rows.end === rows.first;
	return {
		from: at,
		to: at,
		insert: `${open ? eol : ''}${eol}${text}${eol}${followed ? eol : ''}`,
	};
}
