/** Reads hand-written Markdown: Stories in whatever shape a team wrote them. */
import { type Found, piecesOf } from '#shared/import/pieces.ts';
import type { ImportReading, StoryDraft } from '#shared/import/reading.ts';
import type { Source } from '#shared/markdown/source.ts';
import { type StoryEntry, storyEntries } from '#shared/markdown/story-entries.ts';
import { storyFindings } from '#shared/markdown/story-findings.ts';

export function readStoriesImport(source: Source): Omit<ImportReading, 'format'> {
	const entries = storyEntries(source);
	const found = entries.map(
		(entry): Found => (entry.kind === 'text' ? textFound(entry) : storyFound(source, entry)),
	);
	return {
		pieces: piecesOf(source, found, 'Nothing in it reads as a story.'),
		findings: storyFindings(source, entries),
	};
}

function textFound({ rows }: Extract<StoryEntry, { kind: 'text' }>): Found {
	return {
		rows,
		becomes: 'text',
		story: null,
		number: null,
		why: 'Nothing in it reads as a story.',
	};
}

function storyFound(source: Source, entry: Extract<StoryEntry, { kind: 'story' }>): Found {
	const { heading, rows } = entry.part;
	return {
		rows,
		becomes: 'story',
		story: draftOf(entry),
		number: numberIn(source.text.slice(heading.words, heading.title.from)),
		why: 'A heading with a story below it.',
	};
}

function draftOf({ story, part }: Extract<StoryEntry, { kind: 'story' }>): StoryDraft {
	const written = new Map(part.criteria.map(({ id, commented }) => [id, commented]));
	return {
		...story,
		id: part.heading.commented ? story.id : null,
		criteria: part.criteria.map(({ id, text, rows }) => ({
			id: written.get(id) === true ? id : null,
			text,
			line: rows.first,
		})),
	};
}

/** What numbers a title, without what separates the two; null when no digit is in it. */
function numberIn(prefix: string): string | null {
	return /\d/.test(prefix) ? prefix.replace(/^[\s[(]+|[\s:.)\]–—-]+$/g, '') : null;
}
