import { codePathsOf, tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';
import type { TraceSubject } from '#shared/trace/tracing/subjects.ts';

/** Where the files of a Trace may be, the best first. */
export interface TracePlaces {
	readonly codes: readonly string[];
	/** For a code path: where its test may be, where a rule says. */
	readonly ruledTests: (code: string) => readonly string[];
}

/**
 * An explicit path goes before the rule's. `folder` is where this repository keeps its Designs, which
 * the preset calls `docs/design` or `docs/spec`.
 */
export function placesOf(
	{ code, file }: Pick<TraceSubject, 'code' | 'file'>,
	preset: Preset | null,
	folder: string,
): TracePlaces {
	const ruledTests = (path: string) =>
		preset === null ? [] : (tracePathsOf(preset, path)?.tests ?? []);
	if (code !== '') return { codes: [code], ruledTests };
	if (file === null || preset === null || !file.startsWith(`${folder}/`))
		return { codes: [], ruledTests };
	const below = file.slice(folder.length);
	const codes = ['docs/design', 'docs/spec'].flatMap((own) => codePathsOf(preset, own + below));
	return { codes: [...new Set(codes)], ruledTests };
}

/** Where the rule for a code file puts its Design, in this repository's folder of Designs. */
export function designPlaceOf(preset: Preset, code: string, folder: string): string | null {
	const design = tracePathsOf(preset, code)?.design;
	return design?.replace(/^docs\/(?:design|spec)\//, () => `${folder}/`) ?? null;
}
