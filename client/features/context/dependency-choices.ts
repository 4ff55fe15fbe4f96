import type { Choice } from '#client/features/context/Picker.svelte';
import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';
import { pathBetween } from '#shared/trace/dependency-path.ts';

/** The other contexts as dependencies to pick, each with what it would mean for this one. */
export function dependencyChoices(
	contexts: readonly Context[],
	context: Context,
): Choice<ContextId>[] {
	const taken = new Set([context.id, ...context.dependencies]);
	return contexts
		.filter(({ id }) => !taken.has(id))
		.map((other) => ({
			id: other.id,
			words: other.name || 'Untitled context',
			hint: hintFor(context, other),
			reason: reasonAgainst(contexts, context, other),
		}));
}

function hintFor(context: Context, other: Context): string {
	if (context.type === 'coordination' || other.type === 'coordination') return kindWords(other);
	return `${kindWords(other)}. A domain that depends on a domain is a warning.`;
}

function kindWords({ type, entity }: Context): string {
	if (type === 'coordination') return 'Coordination';
	return entity === '' ? 'Domain' : `Domain, owns ${entity}`;
}

/** The cycle that this dependency would close, as a path in words. */
export function reasonAgainst(
	contexts: readonly Context[],
	context: Context,
	other: Context,
): string | null {
	const way = pathBetween(contexts, other.id, context.id);
	if (way === null) return null;
	const nameOf = (id: ContextId) => contexts.find((one) => one.id === id)?.name || 'Untitled';
	return `Would close a cycle: ${[context.id, ...way].map(nameOf).join(' → ')}`;
}
