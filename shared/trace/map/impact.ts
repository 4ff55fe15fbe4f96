/**
 * What depends on an artefact, or what it rests on, directly and through others, each with a
 * shortest way that leads there.
 *
 *   criterion ─▶ its Story ─▶ Contexts that satisfy it ─▶ Contexts that depend on those ─▶ …
 *       ╰──────────╰─▶ Designs that serve it    ╰─▶ what they own, the Stories at stake
 *   what a Design's text refers to ─▶ the Design
 *   component ─▶ its Context, touched in a part: what depends on that, not what lies beside
 */

import * as z from 'zod/mini';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Design } from '#shared/artefact/design.ts';
import { AcceptanceCriterionId, ArtefactId, type ContextId, type StoryId } from '#shared/id.ts';
import { referencesIn } from '#shared/trace/references.ts';

export const ImpactId = z.union([ArtefactId, AcceptanceCriterionId]);
export type ImpactId = z.infer<typeof ImpactId>;

export type ImpactDirection = 'dependents' | 'dependencies';

export interface Impact {
	readonly id: ImpactId;
	/** From what was asked about to this, both included. Two ids: directly. */
	readonly path: readonly ImpactId[];
}

/** Nearest first, then in the order of ids. Empty for an id that nothing has. */
export function impactOf(
	artefacts: Artefacts,
	id: ImpactId,
	direction: ImpactDirection = 'dependents',
): Impact[] {
	const ways = direction === 'dependents' ? dependentsIn(artefacts, id) : basesIn(artefacts);
	const start: Place = { id, part: id.startsWith('ac_') };
	const reached = new Map<string, Impact>([[keyOf(start), { id, path: [id] }]]);
	const told = new Set<ImpactId>([id]);
	const found: Impact[] = [];
	const queue = [start];
	for (const at of queue) {
		const { path } = reached.get(keyOf(at)) ?? { path: [] };
		for (const next of [...(ways.get(keyOf(at))?.values() ?? [])].sort(byId)) {
			if (reached.has(keyOf(next))) continue;
			const impact = { id: next.id, path: [...path, next.id] };
			reached.set(keyOf(next), impact);
			queue.push(next);
			if (!told.has(next.id)) found.push(impact);
			told.add(next.id);
		}
	}
	return found;
}

/** An artefact, as a whole or touched in a part only. */
interface Place {
	readonly id: ImpactId;
	readonly part: boolean;
}

type Ways = Map<string, Map<string, Place>>;

function dependentsIn({ stories, contexts, designs }: Artefacts, start: ImpactId): Ways {
	const ways: Ways = new Map();
	const storyOf = new Map<string, StoryId>();
	const contextOf = new Map<string, ContextId>();
	const atStake = !start.startsWith('ac_') && !start.startsWith('st_');
	for (const story of stories) {
		for (const { id } of story.criteria) {
			storyOf.set(id, story.id);
			add(ways, { id, part: true }, { id: story.id, part: true });
		}
	}
	for (const context of contexts) {
		const own = [whole(context.id), { id: context.id, part: true }];
		for (const id of context.stories) {
			add(ways, whole(id), whole(context.id));
			add(ways, { id, part: true }, whole(context.id));
			if (atStake) for (const side of own) add(ways, side, { id, part: atStake });
		}
		for (const to of context.dependencies) {
			add(ways, whole(to), whole(context.id));
			add(ways, { id: to, part: true }, whole(context.id));
		}
		for (const { id } of context.components) {
			contextOf.set(id, context.id);
			add(ways, whole(context.id), whole(id));
			add(ways, whole(id), { id: context.id, part: true });
		}
	}
	for (const design of designs) {
		if (design.context !== null && !contextOf.has(design.id)) {
			add(ways, whole(design.context), whole(design.id));
			add(ways, whole(design.id), { id: design.context, part: true });
		}
		for (const id of design.criteria) {
			add(ways, { id, part: true }, whole(design.id));
			const story = storyOf.get(id);
			if (story !== undefined) add(ways, whole(story), whole(design.id));
		}
		for (const named of namedIn(design)) add(ways, named, whole(design.id));
	}
	// A Story at stake is the end of a way: what else rests on it is not touched.
	if (atStake) for (const { id } of stories) ways.delete(keyOf({ id, part: true }));
	return ways;
}

function basesIn({ stories, contexts, designs }: Artefacts): Ways {
	const ways: Ways = new Map();
	const storyOf = new Map<string, StoryId>();
	for (const story of stories) for (const { id } of story.criteria) storyOf.set(id, story.id);
	const known = new Set<string>([...stories, ...contexts].map(({ id }) => id));
	for (const context of contexts) {
		for (const id of [...context.dependencies, ...context.stories])
			if (known.has(id)) add(ways, whole(context.id), whole(id));
		for (const { id } of context.components) add(ways, whole(id), whole(context.id));
	}
	for (const design of designs) {
		if (design.context !== null && known.has(design.context))
			add(ways, whole(design.id), whole(design.context));
		for (const id of design.criteria) {
			const story = storyOf.get(id);
			if (story === undefined) continue;
			add(ways, whole(design.id), { id, part: true });
			add(ways, whole(design.id), whole(story));
		}
		for (const named of namedIn(design)) add(ways, whole(design.id), named);
	}
	return ways;
}

/** What the Design's text refers to: `[[Accounts.Session]]<!-- cp_… -->`. */
function namedIn(design: Design): Place[] {
	return referencesIn(design.body).flatMap((reference) => {
		const id = ImpactId.safeParse(reference.id);
		if (!id.success || id.data === design.id) return [];
		return { id: id.data, part: id.data.startsWith('ac_') };
	});
}

function add(ways: Ways, from: Place, to: Place): void {
	const there = ways.get(keyOf(from)) ?? new Map<string, Place>();
	ways.set(keyOf(from), there.set(keyOf(to), to));
}

function whole(id: ImpactId): Place {
	return { id, part: false };
}

function keyOf({ id, part }: Place): string {
	return part ? `${id}/part` : id;
}

/** Contexts first, as the way on leads through them; then by id. */
function byId(a: Place, b: Place): number {
	const [one, other] = [rankOf(a.id), rankOf(b.id)];
	if (one !== other) return one - other;
	return a.id < b.id ? -1 : 1;
}

function rankOf(id: ImpactId): number {
	return ['cx_', 'st_', 'cp_', 'ac_'].indexOf(id.slice(0, 3));
}
