/** What was derived from what: a Context from its Stories, a Design from its Context and Stories. */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';

/** What the artefact rests on, directly: its basis. Sorted; only what is there. */
export function upstreamOf(artefacts: Artefacts, id: ArtefactId): ArtefactId[] {
	const { stories, contexts, designs } = artefacts;
	const context = contexts.find((one) => one.id === id);
	if (context !== undefined) {
		const wanted = new Set<string>(context.stories);
		return stories.flatMap((story) => (wanted.has(story.id) ? story.id : [])).sort();
	}
	const design = designs.find((one) => one.id === id);
	if (design === undefined) return [];
	const criteria = new Set<string>(design.criteria);
	const served = stories.flatMap((story) =>
		story.criteria.some((criterion) => criteria.has(criterion.id)) ? story.id : [],
	);
	const owner = contexts.flatMap((one) => (one.id === design.context ? one.id : []));
	return [...new Set<ArtefactId>([...owner, ...served])].sort();
}

/** What would become suspect if the artefact changed: everything below it, nearest first. */
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
