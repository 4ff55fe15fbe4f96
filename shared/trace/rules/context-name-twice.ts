import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** Dependencies and designs name contexts: a name must say which one. */
export const contextNameTwice: MapRule = {
	id: 'context-name-twice',
	severity: 'error',
	says: 'No two contexts have the same name.',
	about: 'all',
	needs: ['contexts'],
	check({ contexts }) {
		const named = contexts.filter(({ name }) => name.trim() !== '');
		const byName = Map.groupBy(named, ({ name }) => canonicalLine(name).toLowerCase());
		return [...byName.values()].flatMap((alike) =>
			alike.slice(1).map((context) => ({
				artefact: context.id,
				field: 'name',
				message: `Another context is called “${context.name}” too.`,
				fix: 'Give this one a name of its own, or join the two.',
			})),
		);
	},
};
