import type { Workspace } from '#client/state/workspace.svelte.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';
import { PRESETS } from '#shared/trace/presets/presets.ts';
import { typescript } from '#shared/trace/presets/typescript.ts';

/**
 * The preset that the repository's config names. Before the relay said which, the one whose
 * conventions the code paths here follow most.
 */
export function presetInUse(workspace: Workspace): Preset {
	const configured = PRESETS.get(workspace.preset ?? '');
	return configured ?? likeliest(workspace.designs.map(({ code }) => code));
}

/** The TypeScript one for none. The plain one fits anything, so it never wins. */
function likeliest(codePaths: readonly string[]): Preset {
	const fits = (preset: Preset) =>
		codePaths.filter((code) => code !== '' && tracePathsOf(preset, code) !== null).length;
	return [...PRESETS.values()]
		.filter(({ name }) => name !== 'plain')
		.reduce((best, preset) => (fits(preset) > fits(best) ? preset : best), typescript);
}
