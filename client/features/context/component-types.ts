import { likelyPreset } from '#client/features/design/likely-preset.ts';
import type { Context } from '#shared/artefact/context.ts';

/** Types to offer for a component: the ones in use here first, then the preset's. */
export function componentTypes(contexts: readonly Context[]): string[] {
	const components = contexts.flatMap((context) => context.components);
	const used = components.map(({ type }) => type).filter(Boolean);
	const { componentTypes: known } = likelyPreset(components.map(({ code }) => code));
	return [...new Set([...used, ...known])];
}
