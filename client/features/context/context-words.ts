import type { Context } from '#shared/artefact/context.ts';

/** What a Context is, in a few words: its type and what it owns. */
export function contextWords({ type, entity }: Context): string {
	if (type === 'coordination') return 'Coordination';
	return entity === '' ? 'Domain' : `Domain · owns ${entity}`;
}

/** `1 story`, `4 stories`. */
export function counted(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}
