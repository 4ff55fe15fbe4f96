import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

export const testShared: TraceRule = {
	id: 'test-shared',
	severity: 'warning',
	says: 'A test file is for one design.',
	check({ subject, trace, sameTest }) {
		if (sameTest.length === 0 || trace.test === null || trace.test.state === 'missing') return [];
		return [
			{
				message: `${trace.test.path} is the test of ${subject.name}, and of ${sameTest.map(({ name }) => name).join(', ')} too.`,
				fix: 'Give each a test file of its own: one test tells nothing of which of them it holds for.',
				file: trace.test.path,
			},
		];
	},
};
