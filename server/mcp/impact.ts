import { findArtefact } from '#server/artefact/find-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { type ImpactDirection, ImpactId, impactOf } from '#shared/trace/map/impact.ts';

/** An artefact of an answer; one that was reached along dependencies says how. */
export interface Reached {
	readonly id: string;
	readonly title: string;
	readonly how?: 'direct' | 'through';
	/** Titles from what was asked about to this. */
	readonly path?: readonly string[];
}

/** What depends on an id that an Agent sent, or what that rests on; nearest first. */
export function impactFor(
	artefacts: Artefacts,
	id: string,
	direction: ImpactDirection = 'dependents',
): Result<readonly Reached[], Refusal> {
	const titles = titlesIn(artefacts);
	const start = ImpactId.safeParse(id).data;
	if (start === undefined || !titles.has(start)) {
		const found = findArtefact(artefacts, id);
		if (!found.ok) return err(found.error);
	}
	const nameOf = (one: ImpactId) => titles.get(one) ?? one;
	const reached = start === undefined ? [] : impactOf(artefacts, start, direction);
	return ok(
		reached.map(({ id: to, path }) => ({
			id: to,
			title: nameOf(to),
			how: path.length === 2 ? ('direct' as const) : ('through' as const),
			path: path.map(nameOf),
		})),
	);
}

function titlesIn({ stories, contexts, designs }: Artefacts): ReadonlyMap<string, string> {
	return new Map([
		...designs.map(({ id, component }) => [id, component] as const),
		...stories.flatMap(({ id, title, criteria }) => [
			[id, title] as const,
			...criteria.map((criterion) => [criterion.id, criterion.text] as const),
		]),
		...contexts.flatMap(({ id, name, components }) => [
			[id, name] as const,
			...components.map((component) => [component.id, component.name] as const),
		]),
	]);
}
