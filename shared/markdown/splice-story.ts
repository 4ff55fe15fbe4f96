/** A Story's section of a file with what changed spliced in, and everything else as it was. */
import type { Story } from '#shared/artefact/story.ts';
import type { Escaping } from '#shared/markdown/escape.ts';
import { idComment } from '#shared/markdown/id-comment.ts';
import type { HeadingPart, StoryPart } from '#shared/markdown/parts.ts';
import { printStory, printTitle, readsAs, tidyStory } from '#shared/markdown/print-story.ts';
import { printProse } from '#shared/markdown/prose.ts';
import {
	type Edit,
	type Rows,
	type Source,
	spanOf,
	spliced,
	tailOf,
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
	const story = tidyStory(wanted);
	if (JSON.stringify(before.story) === JSON.stringify(story)) {
		return spliceWith(source, before, story, style, 'none');
	}
	const text = (['none', 'light'] as const)
		.map((how) => spliceWith(source, before, story, style, how))
		.find((one) => readsAs(one, story));
	const { eol } = source;
	return (
		text ?? printStory(story, style, eol).slice(0, -eol.length) + tailOf(source, before.part.rows)
	);
}

function spliceWith(
	source: Source,
	{ part, story: before }: { readonly story: Story; readonly part: StoryPart },
	story: Story,
	style: StoryStyle,
	how: Escaping,
): string {
	const title = { words: story.title, printed: printTitle(story.title) };
	return spliced(source.text, spanOf(source, part.rows), [
		...headingEdits(source, part.heading, before.title, title, story.id),
		...proseEdits(source, part.narrative, before.narrative, story.narrative, how),
		...criteriaEdits(source, part, story.criteria, style),
		...proseEdits(source, part.notes, before.notes, story.notes, how),
	]);
}

/** `printed` is the title where nothing numbers it; with a number before it, its words will do. */
export function headingEdits(
	source: Source,
	part: HeadingPart,
	before: string,
	title: { readonly words: string; readonly printed: string },
	id: string,
): Edit[] {
	const comment = part.commented ? [] : [{ ...part.comment, insert: idComment(id) }];
	if (before === title.words) return comment;
	if (part.setext && !/^\p{L}[^\n]*$/u.test(title.words)) {
		const { from } = spanOf(source, part.rows);
		const to = source.lines[part.rows.end - 1]?.to ?? from;
		return [{ from, to, insert: `${'#'.repeat(part.level)} ${title.printed}${idComment(id)}` }];
	}
	if (before === '' && part.commented) {
		// One space before it and one behind, however many an untitled heading has.
		const head = source.text.slice(0, part.title.to).trimEnd().length;
		const rest = /^[ \t]*/.exec(source.text.slice(part.title.to))?.[0].length ?? 0;
		if (source.text[head - 1] === '#')
			return [{ from: head, to: part.title.to + rest, insert: ` ${title.printed} ` }];
	}
	const whole = part.title.from === part.words || title.words === '';
	const from = whole ? part.words : part.title.from;
	return [{ from, to: part.title.to, insert: whole ? title.printed : title.words }, ...comment];
}

/** Replaces a field's prose; blank lines around it stay as they are. */
export function proseEdits(
	source: Source,
	rows: Rows,
	before: string,
	after: string,
	how: Escaping,
): Edit[] {
	if (before === after) return [];
	const filled = withoutBlankEnds(source, rows);
	const text = printProse(after, how, { source, rows }).replaceAll('\n', source.eol);
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
