/** Stories inside a code fence: somebody pasted a file, or keeps them there against formatters. */
import type { Found } from '#shared/import/pieces.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { type Source, sourceOf, spanOf } from '#shared/markdown/source.ts';

const PROSE = /^(?:md|markdown|mdx|text|txt|plain|plaintext|story|stories|user-?stor(?:y|ies))?$/i;

/** `read` reads what is in the fence as a file of its own. */
export function fenceStories(
	source: Source,
	{ rows, info, closed }: Extract<Node, { kind: 'fence' }>,
	read: (inner: Source) => readonly Found[],
): Found[] {
	const language = info.split(/\s/)[0] ?? '';
	if (!PROSE.test(language)) return [];
	const inside = { first: rows.first + 1, end: rows.end - (closed ? 1 : 0) };
	const { from, to } = spanOf(source, inside);
	const inner = sourceOf(source.text.slice(from, to));
	return read(inner).flatMap((one) => (one.story === null ? [] : [moved(one, inside.first)]));
}

/** What was read from a part of a file, in the rows of the whole. */
export function moved(found: Found, by: number): Found {
	const { rows, story } = found;
	const criteria = story?.criteria.map((one) => ({ ...one, line: one.line + by })) ?? [];
	return {
		...found,
		rows: { first: rows.first + by, end: rows.end + by },
		story: story === null ? null : { ...story, criteria },
		why: `In a code fence: ${found.why.charAt(0).toLowerCase()}${found.why.slice(1)}`,
	};
}
