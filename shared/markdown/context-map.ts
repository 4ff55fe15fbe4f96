/**
 * Reads and writes `context_map.md`.
 *
 * Names resolve to ids here: Stories by title, Contexts by name. What resolves to nothing is kept
 * by name, and what is no Context stays as text in its place.
 */
import type { Context } from '#shared/artefact/context.ts';
import type { ContextsBlock } from '#shared/doc/block.ts';
import {
	type ContextEntry,
	contextEntries,
	type TitledStory,
} from '#shared/markdown/context-entries.ts';
import { findingOf, overLimit } from '#shared/markdown/limits.ts';
import { type Source, sourceOf } from '#shared/markdown/source.ts';
import { weaveContexts } from '#shared/markdown/weave-contexts.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface ContextMapReading {
	readonly blocks: readonly ContextsBlock[];
	readonly findings: readonly Finding[];
	/** Why the file was not read at all; there are no blocks then, and it must not be written. */
	readonly refusal: Refusal | null;
	/** The line, from 1, of every Context and Component by id. */
	readonly lines: ReadonlyMap<string, number>;
}

/** `stories` answer to titles; `like` is what is there already, for files without ids. */
export function readContextMap(
	text: string,
	stories: readonly TitledStory[],
	like: readonly Context[] = [],
): ContextMapReading {
	const read = entriesOf(text, stories, like);
	if ('refusal' in read) {
		const { refusal } = read;
		return { blocks: [], findings: [findingOf(refusal)], refusal, lines: new Map() };
	}
	return {
		blocks: read.entries.map(blockOf),
		findings: read.entries.flatMap(duplicateFindings),
		refusal: null,
		lines: new Map(read.entries.flatMap(linesOf)),
	};
}

/** As `writeStories`: what changed, spliced into the base. */
export function writeContextMap(
	base: string | null,
	blocks: readonly ContextsBlock[],
	stories: readonly TitledStory[],
): string {
	const read = entriesOf(base ?? '', stories, []);
	if ('refusal' in read) return base ?? '';
	return weaveContexts(read.source, read.entries, blocks, stories);
}

function entriesOf(
	text: string,
	stories: readonly TitledStory[],
	like: readonly Context[],
): { readonly refusal: Refusal } | { readonly source: Source; readonly entries: ContextEntry[] } {
	const long = overLimit({ characters: text.length });
	if (long !== null) return { refusal: long };
	const source = sourceOf(text);
	const tall = overLimit({ lines: source.lines.length });
	if (tall !== null) return { refusal: tall };
	const entries = contextEntries(source, stories, { like });
	const contexts = entries.filter(({ kind }) => kind === 'context').length;
	const many = overLimit({ contexts });
	return many === null ? { source, entries } : { refusal: many };
}

function blockOf(entry: ContextEntry): ContextsBlock {
	return entry.kind === 'text' ? entry.block : { kind: 'context', context: entry.context };
}

function linesOf(entry: ContextEntry): [string, number][] {
	if (entry.kind === 'text') return [];
	const { context, part } = entry;
	return [
		[context.id, part.heading.rows.first + 1],
		...context.components.map(({ id }, n): [string, number] => [
			id,
			(part.components[n]?.row ?? part.heading.rows.first) + 1,
		]),
	];
}

function duplicateFindings(entry: ContextEntry): Finding[] {
	if (entry.kind === 'text') return [];
	return entry.duplicates.map(() => ({
		rule: 'duplicate-id',
		severity: 'warning',
		message: `An id in “${entry.context.name}” is written twice in this file.`,
		fix: 'Nothing to do: the second one gets an id of its own when the file is next written.',
		artefact: entry.context.id,
		field: null,
		place: null,
		file: null,
		line: entry.part.heading.rows.first + 1,
	}));
}
