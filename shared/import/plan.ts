/**
 * What an import would do, piece by piece, before anything is stored. Pure: the same files, Stories
 * and choices give the same plan, on every device, with the same ids.
 *
 *   what the file said last time ── what it says now ┐
 *                              └─── what stands here ┴▶ add · update · same · conflict · deleted
 */
import type { Story } from '#shared/artefact/story.ts';
import type { StoriesBlock } from '#shared/doc/block.ts';
import { StoryId } from '#shared/id.ts';
import { mintIds } from '#shared/import/plan-ids.ts';
import { type MatchedBy, matchStories } from '#shared/import/plan-match.ts';
import {
	type ImportMemory,
	type KnownPiece,
	plainWords,
	type RememberedPiece,
	wordsHash,
} from '#shared/import/plan-memory.ts';
import { type ChosenPiece, chosenPieces, type ImportSource } from '#shared/import/plan-pieces.ts';
import { type FieldChange, updateStory } from '#shared/import/plan-story.ts';
import { planText, textsHere } from '#shared/import/plan-text.ts';
import { tidyCriterion, tidyLine, tidyProse } from '#shared/markdown/tidy.ts';

export type PieceOutcome =
	| 'add'
	| 'update'
	| 'same'
	| 'conflict'
	| 'deleted'
	| 'left-out'
	| 'joined';

export interface PlannedPiece extends ChosenPiece {
	/** `deleted`: it was imported before and taken out here, and stays out. */
	readonly outcome: PieceOutcome;
	/** The Story or text as it will read; null where nothing stands here for it. */
	readonly block: StoriesBlock | null;
	readonly matchedBy: MatchedBy | null;
	readonly changes: readonly FieldChange[];
	/** What the next import of the file will know. */
	readonly memory: RememberedPiece;
	/** Whether a person had better look at it. */
	readonly needsLook: boolean;
}

export interface ImportPlan {
	readonly pieces: readonly PlannedPiece[];
	/** Stories that an earlier import of these files brought, and that are not in them any more. */
	readonly gone: readonly StoryId[];
}

export function planImport(
	sources: readonly ImportSource[],
	blocks: readonly StoriesBlock[],
	memory: ImportMemory,
): ImportPlan {
	const chosen = sources.flatMap((source) => chosenPieces(source, memory)).map(tidied);
	const stories = blocks.flatMap((block) => (block.kind === 'story' ? block.story : []));
	const byId = new Map(stories.map((story) => [story.id, story]));
	const matches = matchStories(
		chosen.filter(({ as }) => as === 'story'),
		stories,
	);
	const bases = basesByStory(memory, sources);
	const ids = mintIds(blocks);
	const texts = textsHere(blocks);
	const told = new Map<string, PlannedPiece>();

	const pieces = chosen.map((one): PlannedPiece => {
		if (one.joined) return without(one, 'joined');
		if (one.as === 'skip') return without(one, 'left-out');
		if (one.as === 'text') {
			const { outcome, block, changes } = planText(one, texts, ids.taken);
			const memory = remember('text', block?.id ?? one.remembered?.id ?? null, [one.text], []);
			const needsLook = outcome === 'conflict' || (outcome === 'add' && isDoubtful(one));
			return { ...one, outcome, block, matchedBy: null, changes, memory, needsLook };
		}
		const match = matches.get(one);
		const own = match && byId.get(match.id);
		if (own !== undefined && match !== undefined) {
			const base = one.remembered?.id === own.id ? one.remembered : (bases.get(own.id) ?? null);
			return tell(planUpdate(one, own, match.by, base, ids));
		}
		const twin = told.get(fullWords(one));
		return twin === undefined ? tell(planNew(one, ids)) : planTwin(one, twin);
	});

	function tell(planned: PlannedPiece): PlannedPiece {
		if (planned.block !== null) told.set(fullWords(planned), planned);
		return planned;
	}

	return { pieces, gone: goneOf(sources, pieces, memory, byId) };
}

type Ids = ReturnType<typeof mintIds>;

function planUpdate(
	one: ChosenPiece,
	own: Story,
	matchedBy: MatchedBy,
	base: KnownPiece | null,
	ids: Ids,
): PlannedPiece {
	const mint = ids.criterion(own.id);
	const { story, changes, criteria } = updateStory(own, one.draft, base, one.settle, mint);
	const differs = changes.some(({ verdict }) => verdict !== 'theirs');
	const isSame = changes.length === 0 && JSON.stringify(story) === JSON.stringify(own);
	const outcome = differs ? 'conflict' : isSame ? 'same' : 'update';
	const memory = remember('story', own.id, wordsOf(one), criteria);
	const block = { kind: 'story', story } as const;
	return { ...one, outcome, block, matchedBy, changes, memory, needsLook: differs };
}

/** Word for word what another piece says: it is the same Story, whenever the file comes. */
function planTwin(one: ChosenPiece, { block, memory }: PlannedPiece): PlannedPiece {
	return {
		...one,
		outcome: 'same',
		block,
		matchedBy: 'words',
		changes: [],
		memory,
		needsLook: false,
	};
}

/** Its reader was not sure, and nobody has decided. */
function isDoubtful({ findings, as, piece }: ChosenPiece): boolean {
	return as === piece.becomes && findings.some(({ severity }) => severity !== 'info');
}

/** New here; or taken out here since the last import, and then it stays out unless it is wanted. */
function planNew(one: ChosenPiece, ids: Ids): PlannedPiece {
	const { draft, remembered, settle } = one;
	const deleted = remembered?.as === 'story' && !ids.isHere(remembered.id);
	if (deleted && settle !== 'take') {
		const { typed: _, ...memory } = remembered;
		const hashes = [...wordsOf(one), ...draft.criteria.map(({ text }) => text)].map(wordsHash);
		const before = [...remembered.words, ...remembered.criteria.map(([, hash]) => hash)];
		const needsLook = hashes.join() !== before.join();
		return {
			...one,
			outcome: 'deleted',
			block: null,
			matchedBy: null,
			changes: [],
			memory,
			needsLook,
		};
	}
	const id = ids.story(draft);
	const mint = ids.criterion(id);
	const criteria = draft.criteria.map((criterion) => ({
		id: mint(criterion),
		text: criterion.text,
	}));
	const { title, narrative, notes } = draft;
	const known = criteria.map((c): [typeof c.id, string] => [c.id, wordsHash(c.text)]);
	return {
		...one,
		outcome: 'add',
		block: { kind: 'story', story: { id, title, narrative, criteria, notes } },
		matchedBy: null,
		changes: [],
		memory: remember('story', id, wordsOf(one), known),
		needsLook: criteria.length === 0 || title === '' || isDoubtful(one),
	};
}

function without(one: ChosenPiece, outcome: 'left-out' | 'joined'): PlannedPiece {
	const memory = { ...remember('skip', null, [], []), joined: outcome === 'joined' };
	return { ...one, outcome, block: null, matchedBy: null, changes: [], memory, needsLook: false };
}

function remember(
	as: RememberedPiece['as'],
	id: RememberedPiece['id'],
	words: readonly string[],
	criteria: RememberedPiece['criteria'],
): RememberedPiece {
	return { as, joined: false, id, words: words.map(wordsHash), criteria };
}

function wordsOf({ draft: { title, narrative, notes } }: ChosenPiece): string[] {
	return [title, narrative, notes];
}

function fullWords(one: ChosenPiece): string {
	return [...wordsOf(one), ...one.draft.criteria.map(({ text }) => text)]
		.map(plainWords)
		.join('\0');
}

/** A piece that was renamed comes under another key: its Story still knows what it was. */
function basesByStory(
	memory: ImportMemory,
	sources: readonly ImportSource[],
): Map<string, KnownPiece> {
	const files = new Set(sources.map(({ file }) => file));
	return new Map(
		[...memory].flatMap(([key, piece]) =>
			piece.as === 'story' && piece.id !== null && files.has(fileOf(key))
				? [[piece.id, piece]]
				: [],
		),
	);
}

function goneOf(
	sources: readonly ImportSource[],
	pieces: readonly PlannedPiece[],
	memory: ImportMemory,
	byId: ReadonlyMap<StoryId, Story>,
): StoryId[] {
	const here = new Set(pieces.map(({ memory: { id } }) => id));
	return [...basesByStory(memory, sources).keys()].flatMap((key) => {
		const id = StoryId.safeParse(key).data;
		return id !== undefined && byId.has(id) && !here.has(id) ? id : [];
	});
}

function fileOf(key: string): string {
	return key.slice(0, key.indexOf('\0'));
}

/** As a file can hold it, so that nothing changes on the way there and back. */
function tidied(one: ChosenPiece): ChosenPiece {
	const { draft } = one;
	return {
		...one,
		draft: {
			...draft,
			title: tidyLine(draft.title),
			narrative: tidyProse(draft.narrative),
			criteria: draft.criteria
				.map((criterion) => ({ ...criterion, text: tidyCriterion(criterion.text) }))
				.filter(({ text }) => text !== ''),
			notes: tidyProse(draft.notes),
		},
	};
}
