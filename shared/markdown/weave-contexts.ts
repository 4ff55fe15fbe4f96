/** A context map from its blocks, every one of them as the base has it where it did not change. */
import type { Context, ContextType } from '#shared/artefact/context.ts';
import type { ContextsBlock } from '#shared/doc/block.ts';
import type { ContextEntry, ContextPart } from '#shared/markdown/context-entries.ts';
import { givenType } from '#shared/markdown/context-from.ts';
import { type ContextGroup, groupAfter, groupBelowLevel } from '#shared/markdown/context-group.ts';
import { printContext, type Referred } from '#shared/markdown/print-context.ts';
import { type Edit, type Source, spanOf, spliced } from '#shared/markdown/source.ts';
import { spliceContext } from '#shared/markdown/splice-context.ts';
import { joinPieces, type Piece, rawRows, textPieces } from '#shared/markdown/weave.ts';

export function weaveContexts(
	source: Source,
	entries: readonly ContextEntry[],
	blocks: readonly ContextsBlock[],
	stories: Referred['stories'],
): string {
	const contexts = blocks.flatMap((block) => (block.kind === 'context' ? [block.context] : []));
	const referred = { contexts, stories };
	const there = new Map(
		entries.flatMap((entry, at) =>
			entry.kind === 'context' ? [[entry.context.id, { ...entry, at }]] : [],
		),
	);
	const { mapped, edits } = tableLinks(source, entries, contexts);
	const texts = textPieces(source, entries);
	let level = [...there.values()][0]?.part.heading.level ?? 2;
	let group: ContextGroup | null = null;
	const pieces = blocks.map((block): Piece => {
		if (block.kind === 'text') {
			group = groupAfter(block.text, group);
			return withEdits(source, entries, texts(block.text), edits);
		}
		const { context } = block;
		const before = there.get(context.id);
		there.delete(context.id);
		if (before !== undefined) level = before.part.heading.level;
		group = groupBelowLevel(Math.min(level, 5), group);
		if (before === undefined) {
			return { text: printContext(context, referred, level, source.eol), at: null };
		}
		const own = mapped.get(context.id) ?? new Set();
		const [old, next] = [without(before.context, own), without(context, own)];
		const moved = below(source, before.part, old, group?.type ?? null);
		const deep = level;
		return {
			text: spliceContext(source, moved.part, moved.context, next, referred),
			at: before.at,
			reprint: () => printContext(next, referred, deep, source.eol),
		};
	});
	return joinPieces(source, rawRows(entries), pieces);
}

/** The section as it reads where it now stands: its type may come from the group above it. */
function below(
	source: Source,
	part: ContextPart,
	context: Context,
	group: ContextType | null,
): { readonly part: ContextPart; readonly context: Context } {
	const type = givenType(source, part) ?? group ?? 'domain';
	return { part: { ...part, group }, context: { ...context, type } };
}

/** Rows of a requirements table link for their Contexts; a row whose link is gone goes. */
function tableLinks(
	source: Source,
	entries: readonly ContextEntry[],
	contexts: readonly Context[],
): { readonly mapped: Map<string, Set<string>>; readonly edits: Edit[] } {
	const mapped = new Map<string, Set<string>>();
	const edits: Edit[] = [];
	const listed = new Map(
		entries.flatMap((entry) =>
			entry.kind === 'context'
				? [[entry.context.id, new Set(entry.part.links.map(({ story, name }) => story ?? name))]]
				: [],
		),
	);
	for (const entry of entries) {
		if (entry.kind !== 'text') continue;
		for (const { row, context, story, title } of entry.mapped) {
			const owner = contexts.find(({ id }) => id === context);
			const link = story ?? title;
			const wanted = story
				? owner?.stories.includes(story)
				: owner?.unresolved.stories.includes(title);
			const set = mapped.get(context) ?? new Set();
			mapped.set(context, set);
			if (!listed.get(context)?.has(link)) set.add(link);
			if (owner !== undefined && !wanted) {
				edits.push({ ...spanOf(source, { first: row, end: row + 1 }), insert: '' });
			}
		}
	}
	return { mapped, edits };
}

function without(context: Context, links: ReadonlySet<string>): Context {
	const { stories, unresolved } = context;
	return {
		...context,
		stories: stories.filter((id) => !links.has(id)),
		unresolved: { ...unresolved, stories: unresolved.stories.filter((name) => !links.has(name)) },
	};
}

function withEdits(
	source: Source,
	entries: readonly ContextEntry[],
	piece: Piece,
	edits: readonly Edit[],
): Piece {
	const entry = piece.at === null ? undefined : entries[piece.at];
	if (entry?.kind !== 'text' || edits.length === 0) return piece;
	const span = spanOf(source, entry.rows);
	const own = edits.filter(({ from, to }) => from >= span.from && to <= span.to);
	return { ...piece, text: spliced(source.text, span, own) };
}
