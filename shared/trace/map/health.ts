import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import { counted } from '#shared/counted.ts';
import type { ArtefactId, ContextId } from '#shared/id.ts';
import { levelOf, NO_CONVENTIONS } from '#shared/trace/conventions.ts';
import { coverageOf } from '#shared/trace/map/coverage.ts';
import { cyclesOf } from '#shared/trace/map/cycles.ts';
import { type DependencyGraph, dependencyGraphOf } from '#shared/trace/map/dependency-graph.ts';
import { layersOf } from '#shared/trace/map/layers.ts';
import { contextCycle } from '#shared/trace/rules/context-cycle.ts';
import { contextFanOut } from '#shared/trace/rules/context-fan-out.ts';
import { contextOrphan } from '#shared/trace/rules/context-orphan.ts';
import { domainDependency } from '#shared/trace/rules/domain-dependency.ts';
import { storyMappedTwice } from '#shared/trace/rules/story-mapped-twice.ts';
import { storyUnmapped } from '#shared/trace/rules/story-unmapped.ts';
import { titleOf } from '#shared/trace/story-title.ts';

/** As many dependencies as make a Context hard to change and hard to test. */
const WIDE = 5;

export type HealthConcern = 'cycle' | 'twice' | 'unmapped' | 'orphan' | 'wide' | 'domain';

/** The rules that say the same one by one: what a team turned off is no concern of theirs. */
const RULES = {
	cycle: contextCycle,
	twice: storyMappedTwice,
	unmapped: storyUnmapped,
	orphan: contextOrphan,
	wide: contextFanOut,
	domain: domainDependency,
} as const;

export interface HealthEntry {
	readonly concern: HealthConcern;
	/** What to look at, first of all the first: a cycle's Contexts in their order, say. */
	readonly about: readonly ArtefactId[];
	readonly words: string;
}

/** How the map is: one sentence, counts, and each thing to look at. */
export interface MapHealth {
	readonly words: string;
	readonly contexts: number;
	readonly dependencies: number;
	readonly layers: number;
	readonly stories: { readonly all: number; readonly mapped: number };
	/** Worst first. */
	readonly entries: readonly HealthEntry[];
}

export function healthOf(artefacts: Artefacts, conventions = NO_CONVENTIONS): MapHealth {
	const { stories, contexts } = artefacts;
	const graph = dependencyGraphOf(contexts);
	const coverage = coverageOf(artefacts);
	const byId = new Map(contexts.map((context) => [context.id, context]));
	const nameOf = (id: ContextId) => byId.get(id)?.name.trim() || 'Untitled context';
	const titles = new Map(stories.map(({ id, title }) => [id, titleOf(title)]));
	const depths = [...layersOf(graph).values()];
	const all: HealthEntry[] = [
		...cyclesOf(graph).cycles.map((cycle) => ({
			concern: 'cycle' as const,
			about: cycle,
			words: [...cycle, ...cycle.slice(0, 1)].map(nameOf).join(' → '),
		})),
		...coverage.twice.map(({ story, by }) => ({
			concern: 'twice' as const,
			about: [story, ...by],
			words: `“${titles.get(story)}” is satisfied by ${by.map(nameOf).join(' and ')}`,
		})),
		...(contexts.length === 0 ? [] : coverage.unmapped).map((story) => ({
			concern: 'unmapped' as const,
			about: [story],
			words: `No context satisfies “${titles.get(story)}”`,
		})),
		...orphans(contexts, graph).map((id) => ({
			concern: 'orphan' as const,
			about: [id],
			words: `${nameOf(id)} satisfies no story, and nothing depends on it`,
		})),
		...graph.ids.flatMap((id) => {
			const count = graph.dependencies.get(id)?.length ?? 0;
			if (count < WIDE) return [];
			return { concern: 'wide' as const, about: [id], words: `${nameOf(id)} depends on ${count}` };
		}),
		...graph.ids.flatMap((from) =>
			(graph.dependencies.get(from) ?? []).flatMap((to) => {
				const both = byId.get(from)?.type === 'domain' && byId.get(to)?.type === 'domain';
				if (!both || from === to) return [];
				const words = `${nameOf(from)} depends on ${nameOf(to)}, domain on domain`;
				return { concern: 'domain' as const, about: [from, to], words };
			}),
		),
	];
	const entries = all.filter(({ concern }) => levelOf(conventions, RULES[concern]) !== 'off');
	return {
		words: sentence(contexts.length, entries),
		contexts: contexts.length,
		dependencies: [...graph.dependencies.values()].reduce((sum, { length }) => sum + length, 0),
		layers: depths.reduce((most, depth) => Math.max(most, depth + 1), 0),
		stories: { all: stories.length, mapped: stories.length - coverage.unmapped.length },
		entries,
	};
}

/** Contexts that satisfy no Story and that nothing else depends on. */
function orphans(contexts: readonly Context[], graph: DependencyGraph): ContextId[] {
	return contexts.flatMap(({ id, stories, unresolved }) => {
		const serves = stories.length > 0 || unresolved.stories.length > 0;
		const isUsed = graph.dependents.get(id)?.some((other) => other !== id) ?? false;
		return serves || isUsed ? [] : id;
	});
}

const NOUNS: Record<HealthConcern, readonly [one: string, many: string]> = {
	cycle: ['cycle', 'cycles'],
	twice: ['story in two contexts', 'stories in two contexts'],
	unmapped: ['story that no context satisfies', 'stories that no context satisfies'],
	orphan: ['context that nothing needs', 'contexts that nothing needs'],
	wide: ['context with five dependencies or more', 'contexts with five dependencies or more'],
	domain: ['dependency between domain contexts', 'dependencies between domain contexts'],
};

function sentence(contexts: number, entries: readonly HealthEntry[]): string {
	if (contexts === 0) return 'The map is empty.';
	if (entries.length === 0) return 'The map is sound: no cycle, and every story has one context.';
	const counts = new Map<HealthConcern, number>();
	for (const { concern } of entries) counts.set(concern, (counts.get(concern) ?? 0) + 1);
	const parts = [...counts].map(([concern, count]) => counted(count, ...NOUNS[concern]));
	const last = parts.pop() ?? '';
	const listed = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
	return `The map has ${listed}.`;
}
