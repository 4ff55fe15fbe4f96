import type { Workspace } from '#server/workspace.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Trace, TracedFile } from '#shared/trace/tracing/trace.ts';

/**
 * Where a Design's own file, its code and its test are in this checkout, by its id: the end of what
 * leads down from a Story. The checkout is looked at once somebody asks, and no sooner.
 */
export function traceReader({ traces }: Pick<Workspace, 'traces'>) {
	let byDesign: ReadonlyMap<string, Trace> | null = null;
	return (id: ArtefactId): Record<string, unknown> => {
		if (!id.startsWith('cp_')) return {};
		byDesign ??= new Map(
			traces().flatMap((page) => page.traces.map((trace) => [trace.design, trace] as const)),
		);
		const trace = byDesign.get(id);
		if (trace === undefined) return {};
		const { file, code, test } = trace;
		return { files: { design: file, code: shown(code), test: shown(test) } };
	};
}

function shown(file: TracedFile | null): string | null {
	if (file === null) return null;
	return file.state === 'there' ? file.path : `${file.path} (${file.state})`;
}
