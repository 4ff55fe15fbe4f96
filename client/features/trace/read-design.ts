import type { ChainDesign, ChainFile, Named } from '#client/features/trace/chain.ts';
import type { Keeper } from '#client/features/trace/keeper.ts';
import { designGaps } from '#client/features/trace/see-gaps.ts';
import type { TraceInput } from '#client/features/trace/trace-input.ts';
import type { DesignEntry } from '#client/state/surface.ts';
import type { ContextId } from '#shared/id.ts';

/** A Design as its rows show it, with its files and test runs. */
export function readDesign(
	entry: DesignEntry,
	context: Named<ContextId> | null,
	input: TraceInput,
	kept: Keeper<ChainDesign>,
): ChainDesign {
	const { id } = entry;
	const { known } = input.files;
	const trace = input.files.of(id);
	// Its text may be on its way here yet.
	const written = entry.hasText || (trace?.file ?? null) !== null;
	const run = input.evidence.on ? input.evidence.of(id) : null;
	const seen = {
		...{ id, written },
		code: fileOf(trace?.code ?? null) ?? (known ? null : plannedFile(entry.code)),
		test: fileOf(trace?.test ?? null),
		run: run === null ? null : { result: run.result, because: run.because },
	};
	const gaps = designGaps(seen, known);
	return kept.keep(id, {
		...seen,
		...{ name: entry.component, context, state: stateOf(input, id), gaps },
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
