/**
 * Reads and writes `user_stories.md`.
 *
 * Reading never throws and loses nothing: what is no Story stays as text in its place. Writing
 * splices what changed into the last-read text, so that a person's file stays theirs.
 */
import type { Story } from '#shared/artefact/story.ts';
import type { StoriesBlock } from '#shared/doc/block.ts';
import { findingOf, overLimit } from '#shared/markdown/limits.ts';
import { type Source, sourceOf } from '#shared/markdown/source.ts';
import { type StoryEntry, storyEntries } from '#shared/markdown/story-entries.ts';
import { storyFindings } from '#shared/markdown/story-findings.ts';
import { weaveStories } from '#shared/markdown/weave-stories.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface StoriesReading {
	readonly blocks: readonly StoriesBlock[];
	readonly findings: readonly Finding[];
	/** Why the file was not read at all; there are no blocks then, and it must not be written. */
	readonly refusal: Refusal | null;
	/** The line, from 1, of every Story and criterion by id. */
	readonly lines: ReadonlyMap<string, number>;
}

/** `like` is what is there already: Stories without ids are known again by their words. */
export function readStories(text: string, like: readonly Story[] = []): StoriesReading {
	const read = entriesOf(text, like);
	if ('refusal' in read) {
		const { refusal } = read;
		return { blocks: [], findings: [findingOf(refusal)], refusal, lines: new Map() };
	}
	return {
		blocks: read.entries.map(blockOf),
		findings: storyFindings(read.source, read.entries),
		refusal: null,
		lines: new Map(read.entries.flatMap(linesOf)),
	};
}

/**
 * The file that says `blocks`. With a base, everything that did not change keeps its bytes, and
 * Stories and criteria without an id comment get one; without, all is printed in Lintel's style.
 * A base over the limits comes back as it is.
 */
export function writeStories(base: string | null, blocks: readonly StoriesBlock[]): string {
	const read = entriesOf(base ?? '', []);
	return 'refusal' in read ? (base ?? '') : weaveStories(read.source, read.entries, blocks);
}

function entriesOf(
	text: string,
	like: readonly Story[],
): { readonly refusal: Refusal } | { readonly source: Source; readonly entries: StoryEntry[] } {
	const long = overLimit({ characters: text.length });
	if (long !== null) return { refusal: long };
	const source = sourceOf(text);
	const tall = overLimit({ lines: source.lines.length });
	if (tall !== null) return { refusal: tall };
	const entries = storyEntries(source, like);
	const stories = entries.flatMap((entry) => (entry.kind === 'story' ? [entry.story] : []));
	const criteria = stories.reduce((sum, story) => sum + story.criteria.length, 0);
	const many = overLimit({ stories: stories.length, criteria });
	return many === null ? { source, entries } : { refusal: many };
}

function blockOf(entry: StoryEntry): StoriesBlock {
	return entry.kind === 'text' ? entry.block : { kind: 'story', story: entry.story };
}

function linesOf(entry: StoryEntry): [string, number][] {
	if (entry.kind === 'text') return [];
	const { id, heading, criteria } = entry.part;
	return [
		[id, heading.rows.first + 1],
		...criteria.map((one): [string, number] => [one.id, one.rows.first + 1]),
	];
}
