/** What clients were told of Traces: all of it once, in pages, then what is another than it was. */
import type { Traces } from '#shared/protocol/traces.ts';
import type { Judgement } from '#shared/trace/tracing/tracing.ts';

/** A page of them is some hundred kilobytes. */
const PAGE = 500;

export interface ToldTraces {
	/** What changed since it was last asked; null for nothing. */
	changes(now: Judgement): Traces | null;
}

export function createToldTraces(): ToldTraces {
	let told: Judgement = { traces: new Map(), loose: new Map() };

	return {
		changes(now) {
			const before = told;
			told = now;
			const traces = changed(before.traces, now.traces);
			const loose = changed(before.loose, now.loose);
			const gone = [...before.traces.keys()].filter((id) => !now.traces.has(id));
			const settled = [...before.loose.keys()].filter((path) => !now.loose.has(path));
			const count = traces.length + loose.length + gone.length + settled.length;
			return count === 0 ? null : { type: 'traces', whole: false, traces, gone, loose, settled };
		},
	};
}

/** For who has heard nothing yet. There is always a first page. */
export function pagesOf({ traces, loose }: Judgement): readonly Traces[] {
	const [all, files] = [[...traces.values()], [...loose.values()]];
	const count = Math.max(1, Math.ceil(all.length / PAGE), Math.ceil(files.length / PAGE));
	return Array.from({ length: count }, (_, n) => ({
		type: 'traces',
		whole: n === 0,
		traces: all.slice(n * PAGE, (n + 1) * PAGE),
		gone: [],
		loose: files.slice(n * PAGE, (n + 1) * PAGE),
		settled: [],
	}));
}

function changed<K, V>(before: ReadonlyMap<K, V>, now: ReadonlyMap<K, V>): V[] {
	return [...now].flatMap(([key, value]) => (before.get(key) === value ? [] : [value]));
}
