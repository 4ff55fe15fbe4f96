import type { Context } from '#shared/artefact/context.ts';

/** What a Context is, in a few words: its type and what it owns. */
export function contextWords({ type, entity }: Context): string {
	if (type === 'coordination') return 'Coordination';
	return entity === '' ? 'Domain' : `Domain · owns ${entity}`;
}
