import type { Context } from '#shared/artefact/context.ts';

/** Types to offer for a component: the ones in use here first, then the presets' common ones. */
export function componentTypes(contexts: readonly Context[]): string[] {
	const used = contexts.flatMap(({ components }) => components.map(({ type }) => type));
	return [...new Set([...used.filter(Boolean), ...COMMON])];
}

const COMMON = [
	'module',
	'service',
	'repository',
	'schema',
	'route',
	'component',
	'machine',
	'job',
];
