import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';
import { PRESETS } from '#shared/trace/presets/presets.ts';
import { typescript } from '#shared/trace/presets/typescript.ts';

/**
 * The preset whose conventions these code paths follow most; the TypeScript one for none. The
 * plain one fits anything, so it never wins over one that fits as well.
 */
export function likelyPreset(codePaths: readonly string[]): Preset {
	const fits = (preset: Preset) =>
		codePaths.filter((code) => code !== '' && tracePathsOf(preset, code) !== null).length;
	return [...PRESETS.values()]
		.filter(({ name }) => name !== 'plain')
		.reduce((best, preset) => (fits(preset) > fits(best) ? preset : best), typescript);
}
