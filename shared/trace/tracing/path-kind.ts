import { isTestPath, tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';
import { leftOutBy } from '#shared/trace/tracing/left-out.ts';

/** What the 1:1:1 rule takes a path for; null for none of its. */
export type PathKind = 'code' | 'test' | null;

/**
 * Which paths need a Design, by the path alone: the Findings of a check and the gate before code ask
 * this one rule. `ignored` are globs beside the preset's own, of what is too small for a Design.
 */
export function pathKindBy(preset: Preset, ignored: readonly string[]): (path: string) => PathKind {
	const [isSmall, isIgnored] = [leftOutBy(preset.small), leftOutBy(ignored)];
	return (path) => {
		if (isIgnored(path)) return null;
		if (isTestPath(preset, path)) return 'test';
		return tracePathsOf(preset, path) !== null && !isSmall(path) ? 'code' : null;
	};
}
