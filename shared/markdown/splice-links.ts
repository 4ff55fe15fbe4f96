/** The edits that make a Context's list of Stories in a file read like the one wanted. */
import type { Context } from '#shared/artefact/context.ts';
import type { ContextPart } from '#shared/markdown/context-entries.ts';
import { idComment, taggedEnd } from '#shared/markdown/id-comment.ts';
import { printStories, type Referred } from '#shared/markdown/print-context.ts';
import {
	type Edit,
	lineAt,
	type Rows,
	type Source,
	spanOf,
	withoutBlankEnds,
} from '#shared/markdown/source.ts';

/** What a list in the file is to say: only what stands in it, or comes into it. */
export function linkEdits(
	source: Source,
	part: ContextPart,
	before: Context,
	after: Context,
	referred: Referred,
): Edit[] {
	const wanted = new Set<string>([...after.stories, ...after.unresolved.stories]);
	const there = new Set<string>([...before.stories, ...before.unresolved.stories]);
	const lines = printStories(
		{
			...after,
			stories: after.stories.filter((id) => !there.has(id)),
			unresolved: {
				dependencies: [],
				stories: after.unresolved.stories.filter((name) => !there.has(name)),
			},
		},
		referred,
	);
	const edits = part.links.flatMap(({ rows, story, name, commented }): Edit[] => {
		if (rows === null) return [];
		if (!wanted.has(story ?? name))
			return [{ ...spanOf(source, filled(source, rows)), insert: '' }];
		const line = source.lines[rows.first];
		if (commented || story === null || line === undefined) return [];
		const at = line.from + taggedEnd(line.text, 'st').words;
		return [{ from: at, to: at, insert: idComment(story) }];
	});
	return lines.length === 0 ? edits : [...edits, ...additions(source, part, lines)];
}

function additions(source: Source, part: ContextPart, lines: readonly string[]): Edit[] {
	const there = part.fields.get('stories');
	const last = there?.items.at(-1);
	if (last !== undefined) return [lineAt(source, filled(source, last).end, lines.join('\n'))];
	if (there !== undefined) return [lineAt(source, there.rows.end, lines.join('\n'))];
	const fields = [...part.fields.values()].map(({ rows }) => filled(source, rows).end);
	const row = Math.max(part.heading.rows.end, ...fields);
	const inList = /^[ \t]*[-*+][ \t]/.test(source.lines[row - 1]?.text ?? '');
	const blankBelow = (source.lines[row]?.text ?? '').trim() === '';
	return [
		lineAt(
			source,
			row,
			[...(inList ? [''] : []), '**Stories**', ...lines, ...(blankBelow ? [] : [''])].join('\n'),
		),
	];
}

function filled(source: Source, rows: Rows): Rows {
	return withoutBlankEnds(source, rows);
}
