/** What was derived from what: a Context from its Stories, a Design from its Context and Stories. */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { AcceptanceCriterionId, ArtefactId } from '#shared/id.ts';

/** One artefact that another rests on: on the whole of it, or on these criteria of a Story. */
export interface Upstream {
	readonly id: ArtefactId;
	readonly criteria: readonly AcceptanceCriterionId[] | null;
}

/** What the artefact rests on, directly: its basis. Sorted; only what is there. */
export function restsOn(artefacts: Artefacts, id: ArtefactId): readonly Upstream[] {
	const known = indexOf(artefacts);
	const context = known.contexts.get(id);
	if (context !== undefined) {
		const stories = context.stories.filter((story) => known.stories.has(story));
		return inOrder(stories).map((story) => ({ id: story, criteria: null }));
	}
	const design = known.designs.get(id);
	if (design === undefined) return [];
	const served = new Map<ArtefactId, AcceptanceCriterionId[]>();
	for (const criterion of inOrder(design.criteria)) {
		for (const story of known.criteria.get(criterion) ?? []) {
			served.set(story, [...(served.get(story) ?? []), criterion]);
		}
	}
	const owner = design.context !== null && known.contexts.has(design.context);
	const upstream: Upstream[] = [...served].map(([story, criteria]) => ({ id: story, criteria }));
	if (owner && design.context !== null) upstream.push({ id: design.context, criteria: null });
	return upstream.length < 2 ? upstream : upstream.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Each once. Most Designs have one or none, and thousands are asked. */
function inOrder<T extends string>(ids: readonly T[]): readonly T[] {
	return ids.length < 2 ? ids : [...new Set(ids)].sort();
}

/** The ids of what the artefact rests on, directly. Sorted; only what is there. */
export function upstreamOf(artefacts: Artefacts, id: ArtefactId): ArtefactId[] {
	return restsOn(artefacts, id).map((one) => one.id);
}

/** Everything below the artefact, nearest first: where a change to it may travel. */
export function downstreamOf(artefacts: Artefacts, id: ArtefactId): ArtefactId[] {
	const below = new Map<ArtefactId, ArtefactId[]>();
	for (const { id: own } of [...artefacts.contexts, ...artefacts.designs]) {
		for (const above of upstreamOf(artefacts, own)) {
			below.set(above, [...(below.get(above) ?? []), own]);
		}
	}
	const found = new Set<ArtefactId>();
	const next = [...(below.get(id) ?? [])];
	for (const one of next) {
		if (found.has(one)) continue;
		found.add(one);
		next.push(...(below.get(one) ?? []));
	}
	return [...found];
}

interface TraceIndex {
	readonly stories: ReadonlySet<ArtefactId>;
	readonly contexts: ReadonlyMap<ArtefactId, Context>;
	readonly designs: ReadonlyMap<ArtefactId, Design>;
	/** The Stories that a criterion is written in: one, where nothing is amiss. */
	readonly criteria: ReadonlyMap<AcceptanceCriterionId, readonly ArtefactId[]>;
}

/** Artefacts are a new object whenever one of them changed. */
const indexes = new WeakMap<Artefacts, TraceIndex>();

function indexOf(artefacts: Artefacts): TraceIndex {
	const before = indexes.get(artefacts);
	if (before !== undefined) return before;
	const { stories, contexts, designs } = artefacts;
	const criteria = new Map<AcceptanceCriterionId, ArtefactId[]>();
	for (const story of stories) {
		for (const { id } of story.criteria) {
			const others = criteria.get(id) ?? [];
			if (!others.includes(story.id)) criteria.set(id, [...others, story.id]);
		}
	}
	const index: TraceIndex = {
		stories: new Set(stories.map(({ id }) => id)),
		// The first of two with one id is the one that readers find.
		contexts: new Map(contexts.toReversed().map((one) => [one.id, one])),
		designs: new Map(designs.toReversed().map((one) => [one.id, one])),
		criteria,
	};
	indexes.set(artefacts, index);
	return index;
}
