/** What an imported file would add, piece by piece, and the text that adds exactly that. */
import type { ImportEntry } from '#server/files/reports.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { ContextsBlock, TextBlock } from '#shared/doc/block.ts';
import { canonicalContext } from '#shared/lifecycle/revision.ts';
import { readContextMap, writeContextMap } from '#shared/markdown/context-map.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface ImportPlan {
	readonly entries: readonly Omit<ImportEntry, 'file'>[];
	readonly findings: readonly Finding[];
	/** What is new, as a file of the same kind; '' for nothing. */
	readonly text: string;
}

type Became = ImportEntry['became'];

export function planContexts(text: string, there: Artefacts): ImportPlan & { isMap: boolean } {
	const read = readContextMap(text, there.stories);
	const planned = read.blocks.map((block): Planned<ContextsBlock> => {
		if (block.kind === 'text') return { block, entry: keptEntry(block), isNew: true };
		const became = becameOf(block.context, there.contexts, ({ name }) => name, canonicalContext);
		return { block, entry: contextEntry(block.context, became), isNew: became === 'added' };
	});
	const plan = planFrom(planned, read.findings, (blocks) =>
		writeContextMap(null, blocks, there.stories),
	);
	const labelled = read.blocks.some(
		(block) =>
			block.kind === 'context' && block.context.entity + block.context.responsibilities !== '',
	);
	return { ...plan, isMap: labelled };
}

export function planDesign(text: string, design: Design, there: Artefacts): ImportPlan {
	const known = there.designs.find(({ id }) => id === design.id);
	const became = known === undefined ? 'added' : known.body === design.body ? 'same' : 'differs';
	const title = design.component;
	const entry = {
		line: 1,
		last: null,
		changes: [],
		became,
		kind: 'design',
		title,
		criteria: 0,
	} as const;
	return { entries: [entry], findings: [], text: became === 'added' ? text : '' };
}

interface Planned<Block> {
	readonly block: Block;
	readonly entry: Omit<ImportEntry, 'file'>;
	readonly isNew: boolean;
}

/** Text comes along only where an artefact does: it stood around one. */
function planFrom<Block>(
	planned: readonly Planned<Block>[],
	findings: readonly Finding[],
	print: (blocks: Block[]) => string,
): ImportPlan {
	const adds = planned.some(({ entry, isNew }) => isNew && entry.kind !== 'text');
	const kept = planned.filter(({ isNew }) => isNew && adds);
	const entries = planned
		.filter(({ entry }) => adds || entry.kind !== 'text')
		.map(({ entry }) => entry);
	return { entries, findings, text: adds ? print(kept.map(({ block }) => block)) : '' };
}

/** Known again by its id, or by its title; then its words decide. */
function becameOf<T extends { readonly id: string }>(
	one: T,
	there: readonly T[],
	titleOf: (one: T) => string,
	wordsOf: (one: T) => string,
): Became {
	const known =
		there.find(({ id }) => id === one.id) ??
		there.find((candidate) => titleOf(candidate).trim() === titleOf(one).trim());
	if (!known) return 'added';
	return wordsOf(known) === wordsOf(one) ? 'same' : 'differs';
}

function contextEntry({ name }: Context, became: Became) {
	return {
		line: null,
		last: null,
		changes: [],
		became,
		kind: 'context',
		title: name,
		criteria: 0,
	} as const;
}

function keptEntry({ text }: TextBlock) {
	const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
	const title = first.replace(/^#+ /, '').slice(0, 60);
	return {
		line: null,
		last: null,
		changes: [],
		became: 'kept',
		kind: 'text',
		title,
		criteria: 0,
	} as const;
}
