import { type Conventions, levelOf } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { TRACE_RULES } from '#shared/trace/tracing/rules/rules.ts';
import type { TraceSeen } from '#shared/trace/tracing/trace-rule.ts';

/**
 * What the trace rules say of one Trace, at the level that each has here. A rule may say less of what
 * is no fault yet, as of a Design that waits for its approval; a level that a team set stays.
 */
export function judgeTrace(seen: TraceSeen, conventions: Conventions): Finding[] {
	return TRACE_RULES.flatMap((rule) =>
		rule.check(seen).flatMap(({ message, fix, file, severity = rule.severity }) => {
			const level = levelOf(conventions, { id: rule.id, severity });
			const where = file ?? seen.trace.file;
			return level === 'off'
				? []
				: {
						...{ rule: rule.id, severity: level, message, fix, artefact: seen.subject.id },
						...{ field: null, place: null, file: where, line: where === null ? null : 1 },
					};
		}),
	);
}
