import type { ChainDesign, ChainFile, Named } from '#client/features/trace/chain.ts';
import type { Memo } from '#client/features/trace/memo.ts';
import { designGaps } from '#client/features/trace/see-gaps.ts';
import type { TraceInput } from '#client/features/trace/trace-input.ts';
import type { DesignEntry } from '#client/state/surface.ts';
import type { ContextId } from '#shared/id.ts';

/** A Design as its rows show it, with its files and test runs; made anew only where something of it changed. */
export function readDesign(
	entry: DesignEntry,
	context: Named<ContextId> | null,
	input: TraceInput,
	memo: Memo<ChainDesign>,
): ChainDesign {
	const { id, component: name, code, hasText } = entry;
	const { known } = input.files;
	const trace = input.files.of(id);
	const run = input.evidence.on ? input.evidence.of(id) : null;
	const { phase, standing, bypassed } = input.stateOf(id);
	const of = [
		...[name, code, hasText, context, known, trace],
		...[run?.result, run?.because, phase, standing, bypassed],
	];
	return memo.keep(id, of, () => {
		const seen = {
			// Its text may be on its way here yet.
			...{ id, written: hasText || (trace?.file ?? null) !== null },
			code: fileOf(trace?.code ?? null) ?? (known ? null : plannedFile(code)),
			test: fileOf(trace?.test ?? null),
			moved: trace?.moved ?? null,
			run: run === null ? null : { result: run.result, because: run.because },
		};
		const state = { phase, standing, bypassed };
		return { ...seen, name, context, state, gaps: designGaps(seen, known) };
	});
}

export function stateOf(input: TraceInput, id: Parameters<TraceInput['stateOf']>[0]) {
	const { phase, standing, bypassed } = input.stateOf(id);
	return { phase, standing, bypassed };
}

function fileOf(file: ChainFile | null): ChainFile | null {
	return file === null ? null : { path: file.path, state: file.state };
}

/** As the map says it, until the relay tells what is there. */
function plannedFile(path: string): ChainFile | null {
	return path === '' ? null : { path, state: 'unknown' };
}
