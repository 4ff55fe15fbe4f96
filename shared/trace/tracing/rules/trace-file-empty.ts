import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

/** Making an empty file implements nothing. */
export const traceFileEmpty: TraceRule = {
	id: 'trace-file-empty',
	severity: 'warning',
	says: 'The code and the test of a design say something; an empty file counts as none.',
	check({ subject, trace }) {
		const empty = [trace.code, trace.test].filter((file) => file?.state === 'empty');
		return empty.flatMap((file) =>
			file === null
				? []
				: {
						message: `${file.path} of ${subject.name} is empty, and counts as not there.`,
						fix: 'Write it, or take it away.',
						file: file.path,
					},
		);
	},
};
