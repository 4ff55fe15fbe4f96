import type { Finding } from '#shared/trace/finding.ts';
import type { Judgement } from '#shared/trace/tracing/tracing.ts';

/** Everything that the trace rules say, Traces first. */
export function traceFindings({ traces, loose }: Judgement): readonly Finding[] {
	return [...traces.values(), ...loose.values()].flatMap(({ findings }) => findings);
}
