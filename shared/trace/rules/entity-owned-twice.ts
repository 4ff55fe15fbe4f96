import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** An entity has one owner: two would each believe the other keeps its rules. */
export const entityOwnedTwice: MapRule = {
	id: 'entity-owned-twice',
	severity: 'error',
	says: 'An entity has one owner among the domain contexts.',
	about: 'all',
	needs: ['contexts'],
	check({ contexts }) {
		const owners = Map.groupBy(
			contexts.filter(({ type, entity }) => type === 'domain' && entity.trim() !== ''),
			({ entity }) => canonicalLine(entity).toLowerCase(),
		);
		return [...owners.values()].flatMap(([first, ...others]) =>
			others.map((context) => ({
				artefact: context.id,
				field: 'entity',
				message: `${context.name} owns ${context.entity}, which ${first?.name ?? 'another context'} owns already.`,
				fix: 'Let one context own it and the other ask, or name what each really owns.',
			})),
		);
	},
};
