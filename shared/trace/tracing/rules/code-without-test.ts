import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

export const codeWithoutTest: TraceRule = {
	id: 'code-without-test',
	severity: 'warning',
	says: 'A code file that has a design has a test file.',
	check({ subject, trace }) {
		const { code, test, tests } = trace;
		if (code === null || code.state === 'missing' || test?.state !== 'missing') return [];
		const [first, ...others] = tests;
		const also = others.length === 0 ? '' : ` (or ${others.join(', ')})`;
		return [
			{
				message: `${subject.name} has code and no test: ${first} is not there.`,
				fix: `Write ${first}${also}. A test elsewhere is named by test: in the design's front matter.`,
				file: code.path,
			},
		];
	},
};
