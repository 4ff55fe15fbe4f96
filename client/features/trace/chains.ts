/**
 * Reads artefacts, traces and evidence into the rows of the trace view. Pure, and cheap to ask again:
 * what nothing changed for is the same object, so a changed file draws one row anew.
 *
 *     story ─▶ criterion ─▶ context ─▶ design ─▶ code ─▶ test
 */
import type { Chain, ChainCriterion, ChainDesign, Named } from '#client/features/trace/chain.ts';
import { worstFirst } from '#client/features/trace/gaps.ts';
import { createKeeper } from '#client/features/trace/keeper.ts';
import { readDesign, stateOf } from '#client/features/trace/read-design.ts';
import { criterionGaps, gapOf } from '#client/features/trace/see-gaps.ts';
import type { TraceInput } from '#client/features/trace/trace-input.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { AcceptanceCriterionId, ContextId, StoryId } from '#shared/id.ts';

type Row = Partial<Chain> & Pick<Chain, 'key' | 'gaps'>;

/** Reads all rows, in the order of the stories, then of the map; what is archived is in none. */
export function createChains(): (input: TraceInput) => readonly Chain[] {
	const kept = {
		stories: createKeeper<Named<StoryId>>(),
		criteria: createKeeper<ChainCriterion>(),
		contexts: createKeeper<Named<ContextId>>(),
		designs: createKeeper<ChainDesign>(),
		rows: createKeeper<Chain>(),
	};

	function read(input: TraceInput): readonly Chain[] {
		const isLive = ({ id }: Story | Context) => stateOf(input, id).phase !== 'archived';
		const contexts = new Map(input.contexts.filter(isLive).map((one) => [one.id, contextOf(one)]));
		const designs = input.designs
			.map((one) => {
				const context = one.context === null ? null : contexts.get(one.context);
				return readDesign(one, context ?? null, input, kept.designs);
			})
			.filter(({ state }) => state.phase !== 'archived');
		const serving = servingOf(designs, input);
		const above = satisfyingOf(input.contexts, contexts);
		const stories = input.stories.filter(isLive);
		const rows = stories.flatMap((story) =>
			rowsOfStory(story, { input, serving, above: above.get(story.id) ?? [] }),
		);
		const served = new Set(stories.flatMap(({ criteria }) => criteria.map(({ id }) => id)));
		for (const design of designs) {
			if (input.criteriaOf(design.id).some((id) => served.has(id))) continue;
			rows.push(rowOfDesign(design, served.size > 0));
		}
		if (input.practices.has('design')) rows.push(...looseRows(input));
		return rows.map((row) => kept.rows.keep(row.key, fullRow(row)));

		function contextOf({ id, name }: Context): Named<ContextId> {
			return kept.contexts.keep(id, { id, name, state: stateOf(input, id) });
		}
	}

	function rowsOfStory({ id, title, criteria }: Story, around: Around): readonly Row[] {
		const { input, serving, above: contexts } = around;
		const story = kept.stories.keep(id, { id, name: title, state: stateOf(input, id) });
		if (criteria.length === 0)
			return [
				{ key: id, story, contexts, gaps: [gapOf('no-criteria', id, 'It has no criteria.')] },
			];
		return criteria.flatMap((one, n): readonly Row[] => {
			const state = input.evidence.on ? input.evidence.criterion(one.id) : null;
			const read = { id: one.id, text: one.text, number: n + 1, state };
			const criterion = kept.criteria.keep(one.id, read);
			if (!input.practices.has('design'))
				return [{ key: one.id, story, criterion, contexts, gaps: [] }];
			const designs = serving.get(one.id) ?? [];
			const gaps = criterionGaps(criterion, designs);
			if (designs.length === 0) return [{ key: one.id, story, criterion, contexts, gaps }];
			return designs.map((design) => ({
				...rowOfDesign(design, false),
				...{ key: `${one.id}/${design.id}`, story, criterion, gaps: [...gaps, ...design.gaps] },
			}));
		});
	}

	return (input) => {
		const rows = read(input);
		for (const keeper of Object.values(kept)) keeper.sweep();
		return rows;
	};
}

interface Around {
	readonly input: TraceInput;
	readonly serving: ReadonlyMap<AcceptanceCriterionId, readonly ChainDesign[]>;
	/** The contexts that satisfy the Story. */
	readonly above: readonly Named<ContextId>[];
}

function rowOfDesign(design: ChainDesign, isIdle: boolean): Row {
	const contexts = design.context === null ? [] : [design.context];
	const idle = isIdle ? [gapOf('serves-none', design.id, 'It serves no criterion.')] : [];
	return { key: design.id, contexts, design, gaps: [...design.gaps, ...idle] };
}

function looseRows({ files }: TraceInput): readonly Row[] {
	return files.loose.map(({ path, kind }) => ({
		key: `file:${path}`,
		loose: { path, kind },
		gaps: [gapOf('loose', path, `No design has this ${kind}.`)],
	}));
}

function fullRow(row: Row): Chain {
	const nothing = { story: null, criterion: null, contexts: [], design: null, loose: null };
	return { ...nothing, ...row, gaps: worstFirst(row.gaps) };
}

function servingOf(
	designs: readonly ChainDesign[],
	{ criteriaOf }: TraceInput,
): ReadonlyMap<AcceptanceCriterionId, readonly ChainDesign[]> {
	const pairs = designs.flatMap((design) => criteriaOf(design.id).map((id) => ({ id, design })));
	const byId = Map.groupBy(pairs, ({ id }) => id);
	return new Map([...byId].map(([id, of]) => [id, [...new Set(of.map(({ design }) => design))]]));
}

function satisfyingOf(
	contexts: readonly Context[],
	named: ReadonlyMap<ContextId, Named<ContextId>>,
): ReadonlyMap<StoryId, readonly Named<ContextId>[]> {
	const pairs = contexts.flatMap(({ id, stories }) => stories.map((story) => ({ story, id })));
	const byStory = Map.groupBy(pairs, ({ story }) => story);
	return new Map(
		[...byStory].map(([story, of]) => [story, of.flatMap(({ id }) => named.get(id) ?? [])]),
	);
}
