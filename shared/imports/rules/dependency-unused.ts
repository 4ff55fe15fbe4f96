import type { DriftRule } from '#shared/imports/rules/drift-rule.ts';

/** An arrow that no code follows is either old, or not built yet. */
export const dependencyUnused: DriftRule = {
	id: 'dependency-unused',
	severity: 'info',
	says: 'A dependency that the map draws is one that code makes use of.',
	check({ contexts, uses, read }) {
		const used = new Set(uses.map(({ from, to }) => `${from.id} ${to.id}`));
		const byId = new Map(contexts.map((context) => [context.id, context]));
		return contexts.flatMap((from) =>
			from.dependencies.flatMap((id) => {
				const to = byId.get(id);
				// What has no code yet can use nothing, and can't be used.
				if (to === undefined || to.id === from.id || !read.has(from.id) || !read.has(id)) return [];
				if (used.has(`${from.id} ${id}`)) return [];
				return {
					artefact: from.id,
					field: `dependencies/${id}`,
					message: `${from.name} depends on ${to.name}, and none of its code imports from there.`,
					fix: 'Take the dependency out of the map if it is no longer meant.',
					...{ file: null, line: null, column: null },
				};
			}),
		);
	},
};
