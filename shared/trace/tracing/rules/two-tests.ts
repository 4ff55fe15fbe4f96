import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

export const twoTests: TraceRule = {
	id: 'two-tests',
	severity: 'info',
	says: 'A code file has one test file; where several could be it, the first counts.',
	check({ subject, trace, present }) {
		const others = present.filter((path) => path !== trace.test?.path);
		if (others.length === 0 || trace.test === null) return [];
		return [
			{
				message: `${subject.name} has more than one test file: ${trace.test.path} counts, and not ${others.join(', ')}.`,
				fix: "Make them one, or name the one that counts by test: in the design's front matter.",
				file: trace.test.path,
			},
		];
	},
};
