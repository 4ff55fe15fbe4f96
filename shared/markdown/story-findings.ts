/** What reading a stories file has to say: nothing was lost, but something was not understood. */
import { isWholeStory, titlePrefix } from '#shared/markdown/labels.ts';
import { frontMatterEnd, outlineOf } from '#shared/markdown/outline.ts';
import { linesIn, type Source, sourceOf } from '#shared/markdown/source.ts';
import type { StoryEntry } from '#shared/markdown/story-entries.ts';
import type { Finding } from '#shared/trace/finding.ts';

export function storyFindings(source: Source, entries: readonly StoryEntry[]): Finding[] {
	return entries.flatMap((entry, at) => {
		if (entry.kind === 'text') return textFindings(source, entry, entries[at + 1]);
		const { id, heading } = entry.part;
		const duplicates = entry.duplicates.map((own) =>
			finding(heading.rows.first, own === id ? null : `criteria/${own}`, {
				rule: 'duplicate-id',
				severity: 'warning',
				message: `An id in “${entry.story.title}” is written twice in this file.`,
				fix: 'Nothing to do: the second one gets an id of its own when the file is next written.',
				artefact: id,
			}),
		);
		const captions = entry.captions.map((rows) =>
			finding(rows.first, 'criteria', {
				rule: 'text-between-criteria',
				severity: 'info',
				message: 'A line among the criteria is kept in the file, but is no part of the story.',
				fix: 'Make it a criterion, or move it below them.',
				artefact: id,
			}),
		);
		return [...duplicates, ...captions];
	});
}

/**
 * Prose between Stories is normal, and so are headings that group them; a section of its own may
 * have been meant as a Story.
 */
function textFindings(
	source: Source,
	{ rows }: Extract<StoryEntry, { kind: 'text' }>,
	next: StoryEntry | undefined,
): Finding[] {
	const lines = linesIn(source, rows);
	const told = lines.slice(0, MAX_LINES).findIndex(tellsStory);
	if (told >= 0) {
		return [
			finding(rows.first + told, null, {
				rule: 'story-without-heading',
				severity: 'info',
				message: 'This reads as a story, but in this file a story has a heading of its own.',
				fix: 'Import the file: what stands in lists, tables and paragraphs becomes stories.',
				artefact: null,
			}),
		];
	}
	if (!lines.some((line) => /^ {0,3}#{2,6}[ \t]/.test(line))) return [];
	const text = sourceOf(lines.join('\n'));
	const headings = outlineOf(text, rows.first === 0 ? frontMatterEnd(text) : 0, 'plain').flatMap(
		(node) => (node.kind === 'heading' ? [node] : []),
	);
	const below = next?.kind === 'story' ? next.part.heading.level : 0;
	const section = headings.find(({ level }, n) => {
		const deeper = headings[n + 1]?.level ?? below;
		return level > 1 && deeper <= level;
	});
	if (section === undefined) return [];
	return [
		finding(rows.first + section.rows.first, null, {
			rule: 'not-a-story',
			severity: 'info',
			message: 'This section does not read as a story and is kept as it stands.',
			fix: 'If it is one, give it an “As a …” sentence or an **Acceptance Criteria** list.',
			artefact: null,
		}),
	];
}

/** A long text is looked at no further: one Finding for it is enough. */
const MAX_LINES = 2_000;

function tellsStory(line: string): boolean {
	const words = line.slice(0, 300).replace(/^[ \t]*(?:[-*+>|]|\d{1,9}[.)])?[ \t]*/, '');
	return isWholeStory(words.slice(titlePrefix(words)));
}

function finding(
	row: number,
	field: string | null,
	rest: Pick<Finding, 'rule' | 'severity' | 'message' | 'fix' | 'artefact'>,
): Finding {
	return { ...rest, field, place: null, file: null, line: row + 1 };
}
