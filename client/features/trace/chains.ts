/**
 * Reads artefacts, traces and evidence into the rows of the trace view. Pure, and cheap to ask again:
 * what nothing changed for is the same object, so a changed file draws one row anew, and texts that
 * come in one by one leave nothing to clear away.
 *
 *     story ─▶ criterion ─▶ context ─▶ design ─▶ code ─▶ test
 */
import type { Chain, ChainCriterion, ChainDesign, Named } from '#client/features/trace/chain.ts';
import { worstFirst } from '#client/features/trace/gaps.ts';
import { createMemo, isSameList, kept } from '#client/features/trace/memo.ts';
import { readDesign, stateOf } from '#client/features/trace/read-design.ts';
import { criterionGaps, gapOf } from '#client/features/trace/see-gaps.ts';
import type { TraceInput } from '#client/features/trace/trace-input.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { AcceptanceCriterionId, ContextId, StoryId } from '#shared/id.ts';

type Row = Partial<Chain> & Pick<Chain, 'key' | 'gaps'>;
type Contexts = ReadonlyMap<ContextId, Named<ContextId>>;
type Serving = ReadonlyMap<AcceptanceCriterionId, readonly ChainDesign[]>;

const NONE: readonly never[] = [];

/** Reads all rows, in the order of the stories, then of the map; what is archived is in none. */
export function createChains(): (input: TraceInput) => readonly Chain[] {
	const memos = {
		contexts: createMemo<Named<ContextId>>(),
		designs: createMemo<ChainDesign>(),
		stories: createMemo<readonly Chain[]>(),
		others: createMemo<Chain>(),
	};
	let before: readonly Chain[] = [];

	function read(input: TraceInput): readonly Chain[] {
		const isLive = ({ id }: Story | Context) => input.stateOf(id).phase !== 'archived';
		const contexts: Contexts = new Map(
			input.contexts.filter(isLive).map((one) => [one.id, contextOf(one, input)]),
		);
		const designs = input.designs
			.map((one) => {
				const context = one.context === null ? null : contexts.get(one.context);
				return readDesign(one, context ?? null, input, memos.designs);
			})
			.filter(({ state }) => state.phase !== 'archived');
		const serving = servingOf(designs, input);
		const above = satisfyingOf(input.contexts, contexts);
		const stories = input.stories.filter(isLive);
		const rows: Chain[] = [];
		const served = new Set<AcceptanceCriterionId>();
		for (const story of stories) {
			rows.push(...rowsOf(story, { input, serving, above: above.get(story.id) ?? NONE }));
			for (const { id } of story.criteria) served.add(id);
		}
		const read = new Set(input.designs.flatMap(({ id, hasText }) => (hasText ? id : [])));
		for (const design of designs) {
			if (input.criteriaOf(design.id).some((id) => served.has(id))) continue;
			const isIdle = served.size > 0 && (!input.reading || read.has(design.id));
			const make = () => fullRow(rowOfDesign(design, isIdle));
			rows.push(memos.others.keep(design.id, [design, isIdle], make));
		}
		if (input.practices.has('design')) rows.push(...looseRows(input));
		return rows;
	}

	function contextOf(context: Context, input: TraceInput): Named<ContextId> {
		const { id, name } = context;
		const { phase, standing, bypassed } = input.stateOf(id);
		const state = { phase, standing, bypassed };
		return memos.contexts.keep(id, [name, phase, standing, bypassed], () => ({ id, name, state }));
	}

	/** Made anew only where the Story or something that its rows lead through changed. */
	function rowsOf(story: Story, around: Around): readonly Chain[] {
		const { input, serving, above } = around;
		const { phase, standing, bypassed } = input.stateOf(story.id);
		const hasDesigns = input.practices.has('design');
		const { reading } = input;
		const of: unknown[] = [story, phase, standing, bypassed, hasDesigns, reading, ...above];
		for (const { id } of story.criteria) {
			of.push(input.evidence.on ? input.evidence.criterion(id) : null);
			of.push(...(serving.get(id) ?? NONE));
		}
		return memos.stories.keep(story.id, of, (last) => {
			const known = new Map(last?.map((row) => [row.key, row]));
			return rowsOfStory(story, around).map((row) => kept(known.get(row.key), fullRow(row)));
		});
	}

	function looseRows({ files }: TraceInput): readonly Chain[] {
		return files.loose.map(({ path, kind }) => {
			const key = `file:${path}`;
			const gaps = [gapOf('loose', path, `No design has this ${kind}.`)];
			return memos.others.keep(key, [kind], () => fullRow({ key, loose: { path, kind }, gaps }));
		});
	}

	return (input) => {
		const rows = read(input);
		for (const memo of Object.values(memos)) memo.sweep();
		if (!isSameList(before, rows)) before = rows;
		return before;
	};
}

interface Around {
	readonly input: TraceInput;
	readonly serving: Serving;
	/** The contexts that satisfy the Story. */
	readonly above: readonly Named<ContextId>[];
}

function rowsOfStory(of: Story, { input, serving, above: contexts }: Around): readonly Row[] {
	const { id, criteria } = of;
	const story = { id, name: of.title, state: stateOf(input, id) };
	if (criteria.length === 0)
		return [{ key: id, story, contexts, gaps: [gapOf('no-criteria', id, 'It has no criteria.')] }];
	return criteria.flatMap((one, n): readonly Row[] => {
		const state = input.evidence.on ? input.evidence.criterion(one.id) : null;
		const criterion: ChainCriterion = { id: one.id, text: one.text, number: n + 1, state };
		if (!input.practices.has('design'))
			return [{ key: one.id, story, criterion, contexts, gaps: [] }];
		const designs = serving.get(one.id) ?? NONE;
		const gaps = input.reading ? NONE : criterionGaps(criterion, designs);
		if (designs.length === 0) return [{ key: one.id, story, criterion, contexts, gaps }];
		return designs.map((design) => ({
			...rowOfDesign(design, false),
			...{ key: `${one.id}/${design.id}`, story, criterion, gaps: [...gaps, ...design.gaps] },
		}));
	});
}

function rowOfDesign(design: ChainDesign, isIdle: boolean): Row {
	const contexts = design.context === null ? NONE : [design.context];
	const idle = isIdle ? [gapOf('serves-none', design.id, 'It serves no criterion.')] : NONE;
	return { key: design.id, contexts, design, gaps: [...design.gaps, ...idle] };
}

function fullRow(row: Row): Chain {
	const nothing = { story: null, criterion: null, contexts: NONE, design: null, loose: null };
	return { ...nothing, ...row, gaps: worstFirst(row.gaps) };
}

function servingOf(designs: readonly ChainDesign[], { criteriaOf }: TraceInput): Serving {
	const serving = new Map<AcceptanceCriterionId, ChainDesign[]>();
	for (const design of designs) {
		for (const id of criteriaOf(design.id)) {
			const known = serving.get(id);
			if (known === undefined) serving.set(id, [design]);
			// What a Design names twice, it serves once.
			else if (known.at(-1) !== design) known.push(design);
		}
	}
	return serving;
}

function satisfyingOf(
	contexts: readonly Context[],
	named: Contexts,
): ReadonlyMap<StoryId, readonly Named<ContextId>[]> {
	const satisfying = new Map<StoryId, Named<ContextId>[]>();
	for (const { id, stories } of contexts) {
		const context = named.get(id);
		if (context === undefined) continue;
		for (const story of stories) {
			const known = satisfying.get(story);
			if (known === undefined) satisfying.set(story, [context]);
			else known.push(context);
		}
	}
	return satisfying;
}
