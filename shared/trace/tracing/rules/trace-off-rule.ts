import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

/** An explicit path is honoured, and shown: nobody should find a test where no rule leads. */
export const traceOffRule: TraceRule = {
	id: 'trace-off-rule',
	severity: 'info',
	says: 'Paths that a design gives itself are where the rule would put them.',
	check({ subject, trace, ruled }) {
		if (subject.test === '' || ruled.length === 0 || ruled.includes(subject.test)) return [];
		return [
			{
				message: `The design of ${subject.name} names ${subject.test} as its test, and by the rule it belongs at ${ruled[0]}.`,
				fix: 'Move the test there and take test: out of the front matter, or add a rule for such paths under "paths.code" in lintel.config.json.',
				file: trace.file,
			},
		];
	},
};
