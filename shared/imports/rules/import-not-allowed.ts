import type { Context } from '#shared/artefact/context.ts';
import type { ContextUse } from '#shared/imports/drift.ts';
import type { DriftRule } from '#shared/imports/rules/drift-rule.ts';
import { pathBetween } from '#shared/trace/dependency-path.ts';

/** Code reaches into another Context only where the map draws that dependency. */
export const importNotAllowed: DriftRule = {
	id: 'import-not-allowed',
	severity: 'error',
	says: 'Code of a context imports from another only where the map draws that dependency.',
	check({ contexts, uses }) {
		const names = new Map(contexts.map((context) => [context.id, context.name]));
		const seen = new Set<string>();
		return uses.flatMap(({ from, to, file, target, found }) => {
			// One line may name several files of one Context.
			const key = [file, found.line, to.id].join('\0');
			if (from.dependencies.includes(to.id) || seen.has(key)) return [];
			seen.add(key);
			const what = found.kind === 'types' ? 'types of ' : '';
			return {
				artefact: from.id,
				field: null,
				message: `${from.name} imports ${what}${target === '/' ? found.specifier : target} of ${to.name}, and does not depend on it.`,
				fix: fixOf(contexts, { from, to }, (context) => names.get(context) ?? 'another context'),
				...{ file, line: found.line, column: found.column },
			};
		});
	},
};

/** Where the map leads round, the way round; where it leads back, that a new arrow closes a cycle. */
function fixOf(
	contexts: readonly Context[],
	{ from, to }: Pick<ContextUse, 'from' | 'to'>,
	nameOf: (id: Context['id']) => string,
): string {
	const back = pathBetween(contexts, to.id, from.id);
	if (back !== null) {
		const way = back.map(nameOf).join(' → ');
		return `Drawing it would close a cycle (${way}): move what both need to where both may depend on it, or turn the call around.`;
	}
	const draw = `Draw the dependency from ${from.name} to ${to.name} in the map`;
	const round = pathBetween(contexts, from.id, to.id)?.slice(1, -1) ?? [];
	const [next] = round;
	if (next !== undefined) return `Go through ${nameOf(next)}, which may, or: ${draw}.`;
	if (from.type === 'domain' && to.type === 'domain') {
		return `Let a coordination context use both, or: ${draw}.`;
	}
	return `${draw}, or do without.`;
}
